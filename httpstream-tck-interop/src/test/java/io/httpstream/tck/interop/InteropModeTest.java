package io.httpstream.tck.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.jdk.JdkTransport;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;

/** What httpstream.tck.interop does on a machine without Docker. */
class InteropModeTest {
  /** Rules of a container, and of a server in this JVM. */
  private static final String[] RULES = {"IOP-001", "IOP-017", "IOP-054"};

  /** Not named like a TCK, so that Surefire does not run it by itself. */
  static final class WithoutDocker extends InteropTck {
    WithoutDocker() {
      super("without-docker");
    }

    @Override
    protected Transport transport(TransportConfig config) {
      return JdkTransport.create(config);
    }

    @Override
    Docker docker() {
      return Docker.missing("no Docker answers");
    }
  }

  private static String message(TestExecutionResult result) {
    return result.getThrowable().orElseThrow().getMessage();
  }

  @Test
  void autoRunsWhatNeedsNoContainer() {
    Map<String, TestExecutionResult> results = SmallRun.of(WithoutDocker.class, "auto", RULES);
    assertEquals(Status.SUCCESSFUL, results.get("IOP-054").getStatus());
    for (String rule : new String[] {"IOP-001", "IOP-017"}) {
      assertEquals(Status.ABORTED, results.get(rule).getStatus());
      assertEquals(rule + " not-run: no Docker answers", message(results.get(rule)));
    }
  }

  @Test
  void requireFails() {
    Map<String, TestExecutionResult> results = SmallRun.of(WithoutDocker.class, "require", RULES);
    assertEquals(Status.SUCCESSFUL, results.get("IOP-054").getStatus());
    for (String rule : new String[] {"IOP-001", "IOP-017"}) {
      assertEquals(Status.FAILED, results.get(rule).getStatus());
      String message = message(results.get(rule));
      assertTrue(
          message.contains("httpstream.tck.interop is require, but no Docker answers"), message);
    }
  }

  @Test
  void offRunsNothing() {
    Map<String, TestExecutionResult> results = SmallRun.of(WithoutDocker.class, "off");
    assertEquals(SmallRun.rules(), results.size());
    results.forEach(
        (rule, result) -> {
          assertEquals(Status.ABORTED, result.getStatus(), rule);
          assertTrue(
              message(result).endsWith(" not-run: httpstream.tck.interop is off")
                  || message(result).contains(" unsupported: "),
              () -> message(result));
        });
  }

  @Test
  void otherWordsAreRefused() {
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> InteropMode.parse("yes"));
    assertEquals(
        "httpstream.tck.interop must be auto, require or off, not \"yes\"", refused.getMessage());
    assertEquals(InteropMode.AUTO, InteropMode.parse(" "));
    assertEquals(InteropMode.REQUIRE, InteropMode.parse("require"));
  }
}
