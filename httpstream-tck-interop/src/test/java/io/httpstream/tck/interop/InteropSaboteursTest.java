package io.httpstream.tck.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.jdk.JdkTransport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;

/** Transports that no rule about servers may take for right. */
class InteropSaboteursTest {
  /** Not named like a TCK, so that Surefire does not run it by itself. */
  static final class Corrupting extends InteropTck {
    Corrupting() {
      super("corrupting");
    }

    @Override
    protected Transport transport(TransportConfig config) {
      return new CorruptingTransport(JdkTransport.create(config));
    }
  }

  /** As above. */
  static final class Hopeful extends InteropTck {
    Hopeful() {
      super("hopeful");
    }

    @Override
    protected Transport transport(TransportConfig config) {
      return new HopefulTransport(JdkTransport.create(config));
    }
  }

  @Test
  void bitsThatAreChangedAreNoticed() {
    expectNoticed(
        Corrupting.class,
        List.of("IOP-053", "IOP-059", "IOP-061"),
        List.of("IOP-001", "IOP-002", "IOP-003", "IOP-007", "IOP-024", "IOP-048", "IOP-051"));
  }

  @Test
  void successThatIsMadeUpIsNoticed() {
    expectNoticed(
        Hopeful.class,
        List.of("IOP-054", "IOP-055", "IOP-056", "IOP-057"),
        // Not IOP-019, where the guard finds out by itself, and not IOP-022, whose writer never
        // ends.
        List.of("IOP-013", "IOP-016", "IOP-020", "IOP-023"));
  }

  /** Those that need containers are noticed where there are any. */
  private static void expectNoticed(
      Class<? extends InteropTck> saboteur, List<String> always, List<String> inContainers) {
    String mode = System.getProperty(InteropMode.PARAMETER, "auto");
    assumeFalse(mode.equals("off"), "the interop tier is off");
    String[] rules = Stream.concat(always.stream(), inContainers.stream()).toArray(String[]::new);
    Map<String, String> seen = new TreeMap<>();
    SmallRun.of(saboteur, mode, rules).forEach((rule, result) -> seen.put(rule, word(result)));
    boolean containers = seen.values().stream().noneMatch("not run"::equals);
    Map<String, String> expected = new TreeMap<>();
    always.forEach(rule -> expected.put(rule, "noticed"));
    inContainers.forEach(rule -> expected.put(rule, containers ? "noticed" : "not run"));
    assertEquals(expected, seen);
    assertTrue(expected.size() >= 5);
  }

  private static String word(TestExecutionResult result) {
    return switch (result.getStatus()) {
      case SUCCESSFUL -> "overlooked";
      case ABORTED -> "not run";
      case FAILED ->
          result.getThrowable().orElseThrow().getMessage().contains(" is broken through ")
              ? "noticed"
              : result.getThrowable().orElseThrow().toString();
    };
  }
}
