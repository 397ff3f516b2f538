package io.httpstream.tck;

import io.httpstream.tck.report.Result;
import io.httpstream.tck.report.Row;
import io.httpstream.tck.requirement.LockedRule;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * What came of one case.
 *
 * @param transport name of the transport
 * @param rule the rule
 * @param result what came of it
 * @param detail one line
 * @param failure what was thrown, if anything was
 */
record Verdict(
    String transport, LockedRule rule, Result result, String detail, @Nullable Throwable failure) {
  Row row() {
    return new Row(transport, rule, result, detail);
  }

  /** What is no pass and no failure is an aborted test that says so; nothing is ever skipped. */
  void tellJUnit() throws Throwable {
    switch (result) {
      case PASSED -> {}
      case DEVIATION, UNSUPPORTED, NOT_RUN ->
          throw new TestAbortedException(rule.id() + " " + result.word() + ": " + detail, failure);
      default -> {
        if (failure != null) {
          throw failure;
        }
        throw new AssertionError(detail);
      }
    }
  }
}
