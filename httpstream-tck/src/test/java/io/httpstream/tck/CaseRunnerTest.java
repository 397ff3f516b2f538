package io.httpstream.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.httpstream.message.Request;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.LockedRule;
import io.httpstream.tck.requirement.RuleList;
import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** What comes of a case: rows in the report, and what JUnit is told. */
class CaseRunnerTest {
  /** The rules that are checked whatever is selected. */
  private static final int FIXTURE = 5;

  @TempDir private Path directory;

  /** Says Content-Length: 0 on GET, which deviations-known.properties admits. */
  static final class KnownDeviation extends TransportTck {
    KnownDeviation() {
      super("known");
    }

    @Override
    protected Transport transport(TransportConfig config) {
      return lengthOnEveryMethod(config);
    }
  }

  /** The same without a deviation. */
  static final class UnknownDeviation extends TransportTck {
    UnknownDeviation() {
      super("unknown");
    }

    @Override
    protected Transport transport(TransportConfig config) {
      return lengthOnEveryMethod(config);
    }
  }

  /** Keeps a rule that deviations-stale.properties says it breaks. */
  static final class StaleDeviation extends TransportTck {
    StaleDeviation() {
      super("stale");
    }

    @Override
    protected Transport transport(TransportConfig config) {
      return new SocketTransport(config);
    }
  }

  private static Transport lengthOnEveryMethod(TransportConfig config) {
    return new SocketTransport(config) {
      @Override
      protected String framing(Request request) {
        return request.body().length() == 0 ? "Content-Length: 0\r\n" : super.framing(request);
      }
    };
  }

  private Events run(String rules, Class<?>... classes) {
    EngineTestKit.Builder kit =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter("httpstream.tck.only", rules)
            .configurationParameter("httpstream.tck.report", report().toString());
    Stream.of(classes).forEach(each -> kit.selectors(selectClass(each)));
    return kit.execute().testEvents();
  }

  private Path report() {
    return directory.resolve("sub/report.json");
  }

  private String row(String transport, String id) throws Exception {
    List<String> rows =
        Files.readAllLines(report()).stream()
            .filter(line -> line.contains("\"transport\": \"" + transport + "\""))
            .filter(line -> line.contains("\"id\": \"" + id + "\""))
            .toList();
    assertEquals(1, rows.size(), () -> "rows of " + id + " on " + transport + ": " + rows);
    return rows.get(0);
  }

  @Test
  void aKnownDeviationIsAborted() throws Exception {
    Events events = run("REQ-008", KnownDeviation.class);
    events.assertStatistics(counts -> counts.aborted(1).failed(0).succeeded(FIXTURE));
    assertTrue(row("known", "REQ-008").contains("\"result\": \"deviation\""));
    assertTrue(row("known", "REQ-008").contains("the backend always says a length (BUG-1)"));
  }

  @Test
  void anUnknownDeviationFails() throws Exception {
    Events events = run("REQ-008", UnknownDeviation.class);
    events.assertStatistics(counts -> counts.aborted(0).failed(1).succeeded(FIXTURE));
    assertTrue(row("unknown", "REQ-008").contains("\"result\": \"failed\""));
  }

  @Test
  void aStableDeviationThatPassesFailsAndARacyOneMayPass() throws Exception {
    Events events = run("REQ-008,REQ-003,REQ-002", StaleDeviation.class);
    events.assertStatistics(counts -> counts.aborted(0).failed(1).succeeded(FIXTURE + 2));
    assertTrue(
        row("stale", "REQ-008")
            .contains("REQ-008 passed, although the deviations of stale say that it never does"));
    assertTrue(row("stale", "REQ-003").contains("\"result\": \"passed\""));
    assertTrue(row("stale", "REQ-002").contains("\"result\": \"passed\""));
  }

  @Test
  void eachRuleHasOneRowForEachTransport() throws Exception {
    run("REQ-008", KnownDeviation.class, UnknownDeviation.class);
    for (LockedRule rule : RuleList.locked().rules()) {
      for (String transport : List.of("known", "unknown")) {
        String row = row(transport, rule.id());
        boolean run = rule.id().equals("REQ-008") || rule.layer() == Layer.FIXTURE;
        assertEquals(!run, row.contains("\"result\": \"not-run\""), row);
      }
    }
  }

  /** Keeps one transport for all. */
  static final class WrongFixture extends TransportTck {
    WrongFixture() {
      super("wrong");
    }

    private final Transport transport = new SocketTransport(TransportConfig.defaults());

    @Override
    protected Transport transport(TransportConfig config) {
      return transport;
    }
  }

  @Test
  void aWrongFixtureFailsOnceAndNothingElseIsRun() throws Exception {
    Events events = run("REQ-008,HDR-001", WrongFixture.class);
    events.assertStatistics(counts -> counts.aborted(5).failed(1).succeeded(1));
    assertTrue(row("wrong", "CFG-001").contains("\"result\": \"passed\""));
    assertTrue(row("wrong", "CFG-002").contains("\"result\": \"failed\""));
    for (String id : List.of("CFG-003", "REQ-008", "HDR-001")) {
      assertTrue(row("wrong", id).contains("\"result\": \"not-run\""));
      assertTrue(row("wrong", id).contains("CFG-002 failed: "), row("wrong", id));
    }
  }
}
