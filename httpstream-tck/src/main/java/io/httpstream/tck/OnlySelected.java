package io.httpstream.tck;

import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs the rules that {@code httpstream.tck.only} names, and those about the fixture. JUnit's tags
 * can't be made from an annotation's value, and would have to repeat each id.
 */
final class OnlySelected implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String only = context.getConfigurationParameter("httpstream.tck.only").orElse("").strip();
    boolean selected =
        context
            .getTestMethod()
            .map(method -> method.getAnnotation(Requirement.class))
            // A wrong fixture would leave no case that fails.
            .filter(rule -> rule.layer() != Layer.FIXTURE)
            .map(rule -> only.isEmpty() || Set.of(only.split("[, ]+")).contains(rule.id()))
            .orElse(true);
    if (selected) {
      return ConditionEvaluationResult.enabled("selected");
    }
    return ConditionEvaluationResult.disabled("httpstream.tck.only selects " + only);
  }
}
