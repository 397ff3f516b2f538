package io.httpstream.tck;

import io.httpstream.tck.requirement.LockedRule;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.requirement.RuleList;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Names a case by its rule: the id and the sentence. */
final class RuleNames extends DisplayNameGenerator.Standard {
  @Override
  public String generateDisplayNameForMethod(
      List<Class<?>> enclosingTypes, Class<?> testClass, Method method) {
    Requirement requirement = method.getAnnotation(Requirement.class);
    if (requirement == null) {
      return super.generateDisplayNameForMethod(enclosingTypes, testClass, method);
    }
    String sentence =
        RuleList.locked().rule(requirement.id()).map(LockedRule::sentence).orElse("(not locked)");
    return requirement.id() + " " + sentence;
  }
}
