package io.httpstream.tck;

import io.httpstream.tck.requirement.Requirement;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs the rules that {@code httpstream.tck.only} names. JUnit's tags can't be made from an
 * annotation's value, and would have to repeat each id.
 */
final class OnlySelected implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String only = context.getConfigurationParameter("httpstream.tck.only").orElse("").strip();
    String id =
        context
            .getTestMethod()
            .map(method -> method.getAnnotation(Requirement.class))
            .map(Requirement::id)
            .orElse("");
    if (only.isEmpty() || id.isEmpty() || Set.of(only.split("[, ]+")).contains(id)) {
      return ConditionEvaluationResult.enabled("selected");
    }
    return ConditionEvaluationResult.disabled("httpstream.tck.only selects " + only);
  }
}
