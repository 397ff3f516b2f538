package io.httpstream.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.tck.requirement.LockedRule;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.requirement.RuleList;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules are told three times: as a case, in the locked list and in SPEC.md. They must agree. */
class RequirementsTest {
  @Test
  void casesAndTheLockedListAgree() {
    List<String> cases = new ArrayList<>();
    for (Requirement each : requirements()) {
      cases.add(each.id() + " " + each.level() + " " + each.layer());
    }
    List<String> locked = new ArrayList<>();
    for (LockedRule rule : RuleList.locked().rules()) {
      locked.add(rule.id() + " " + rule.level() + " " + rule.layer());
    }
    assertEquals(locked.stream().sorted().toList(), cases.stream().sorted().toList());
  }

  private static List<Requirement> requirements() {
    List<Requirement> requirements = new ArrayList<>();
    for (Class<?> nested : TransportTck.class.getDeclaredClasses()) {
      for (Method method : nested.getSuperclass().getDeclaredMethods()) {
        Requirement requirement = method.getAnnotation(Requirement.class);
        if (requirement != null) {
          requirements.add(requirement);
        }
      }
    }
    return requirements;
  }

  @Test
  void theSpecificationNamesEachRule() throws IOException {
    String specification = Files.readString(specification());
    TreeSet<String> missing = new TreeSet<>();
    for (LockedRule rule : RuleList.locked().rules()) {
      if (!specification.contains(rule.id())) {
        missing.add(rule.id());
      }
    }
    assertTrue(missing.isEmpty(), () -> "SPEC.md does not name " + missing);
  }

  /** At the root of the project, which is somewhere above the directory that a build runs in. */
  private static Path specification() {
    Path start = Path.of("").toAbsolutePath();
    return Stream.iterate(start, dir -> dir != null, Path::getParent)
        .map(dir -> dir.resolve("SPEC.md"))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no SPEC.md above " + start));
  }
}
