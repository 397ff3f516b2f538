package io.httpstream.verification.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.Request;
import io.httpstream.tck.server.Certificate;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.SocketBuffers;
import io.httpstream.tck.timing.Timing;
import io.httpstream.test.proxy.FaultProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * PAR-001: the same request through the same fault has the same outcome on every transport. What is
 * in the table is what the guard makes of it, whatever the backend says.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParityTest {
  private static final List<String> TRANSPORTS = List.of("apache", "okhttp", "jetty", "jdk");
  private static final Duration HANGS = Duration.ofSeconds(10);

  /** Each row has a server and so connections of its own, but a client is too dear for that. */
  private static final Map<String, HttpStreamClient> CLIENTS = new HashMap<>();

  @BeforeAll
  static void open() {
    for (String transport : TRANSPORTS) {
      CLIENTS.put(
          transport,
          HttpStreamClient.builder()
              .transport(transport)
              .sslContext(Certificate.trusting())
              .build());
    }
  }

  @AfterAll
  static void close() {
    CLIENTS.values().forEach(HttpStreamClient::close);
    CLIENTS.clear();
  }

  @TestFactory
  Stream<DynamicTest> everyTransportHasTheSameOutcome() {
    return Rows.all().stream()
        .map(row -> DynamicTest.dynamicTest(row.toString(), () -> check(row)));
  }

  @Test
  void theTableIsLargeEnough() {
    assertTrue(Rows.all().size() >= 40, () -> Rows.all().size() + " rows");
    assertTrue(
        Rows.all().stream().allMatch(row -> row.exceptions().isEmpty() == row.reason().isEmpty()),
        "an exception has a reason");
  }

  private static void check(Row row) throws Exception {
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, String> seen = new LinkedHashMap<>();
    for (String transport : TRANSPORTS) {
      expected.put(transport, row.expectedOf(transport));
      seen.put(transport, run(row, transport));
    }
    assertEquals(lines(expected), lines(seen), row.toString());
  }

  private static String lines(Map<String, String> outcomes) {
    return outcomes.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining("\n"));
  }

  private static String run(Row row, String transport) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    boolean tls = row.ask().scheme().equals("https");
    Script script = row.answer().script(over);
    try (Socket nobody = bound();
        RawServer server =
            tls
                ? RawServer.startTls(SocketBuffers.DEFAULT, script)
                : RawServer.start(SocketBuffers.DEFAULT, script);
        FaultProxy proxy = FaultProxy.to(server.uri("/")).faults(row.fault())) {
      boolean refused = row.answer().manners() == Answer.Manners.NOBODY;
      Request.Builder request = row.ask().to(refused ? nobody.getLocalPort() : proxy.port());
      request.limits(limits(row, transport));
      return Outcome.of(() -> CLIENTS.get(transport).send(request.build()), row.countsBytes());
    } finally {
      over.countDown();
    }
  }

  /** Holds a port that refuses connections. */
  private static Socket bound() throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return socket;
  }

  /**
   * The one that the transport is to run into. All others are long enough to say that it hangs, and
   * short enough to say so soon.
   */
  private static Limits limits(Row row, String transport) {
    String expected = row.expectedOf(transport);
    Limits limits = Limits.defaults();
    for (Limit limit : Limit.values()) {
      Duration hangs = limit == Limit.TOTAL ? HANGS.multipliedBy(2) : HANGS;
      boolean isReached = expected.contains(limit.name());
      limits =
          limits.with(
              limit, Timing.scaled(isReached ? row.limits().getOrDefault(limit, hangs) : hangs));
    }
    return limits;
  }
}
