package io.httpstream.examples.testing;

import static io.httpstream.test.proxy.Fault.downstream;
import static io.httpstream.test.proxy.Fault.upstream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.httpstream.HttpStreamClient;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Response;
import io.httpstream.message.TruncatedBodyException;
import io.httpstream.test.proxy.Direction;
import io.httpstream.test.proxy.Fault;
import io.httpstream.test.proxy.FaultPlan;
import io.httpstream.test.proxy.FaultProxy;
import io.httpstream.test.proxy.ProxyEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What docs/testing.md shows, as it shows it, but for the indentation. */
@Timeout(60)
class FaultProxyExampleTest {
  private HttpServer server;
  private String host;
  private int port;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", FaultProxyExampleTest::answer);
    server.start();
    host = "127.0.0.1";
    port = server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(200, 100_000);
      exchange.getResponseBody().write(new byte[100_000]);
    } catch (IOException e) {
      // The proxy has cut it.
    }
  }

  @Test
  void aCutDownload() throws Exception {
    try (FaultProxy proxy = FaultProxy.to(host, port);
        HttpStreamClient http = HttpStreamClient.create(proxy.uri("/").toString())) {
      proxy.faults(downstream().after(50_000).reset());

      Response response = http.get("/file").send();
      assertThrows(TruncatedBodyException.class, () -> response.body().readAllBytes());

      proxy.heal();
      byte[] whole = http.get("/file").send(r -> r.body().readAllBytes());
      assertEquals(100_000, whole.length);
    }
  }

  @Test
  void aStall() throws Exception {
    try (FaultProxy proxy = FaultProxy.to(host, port);
        HttpStreamClient http =
            HttpStreamClient.builder(proxy.uri("/").toString())
                .limits(l -> l.readIdle(Duration.ofMillis(200)))
                .build()) {
      proxy.faults(FaultPlan.first(downstream().after(50_000).stall()));

      Response response = http.get("/file").send();
      proxy.log().awaitPassed(Direction.DOWNSTREAM, 50_000);
      proxy.log().await(ProxyEvent.Kind.FIRED, 1);

      assertThrows(ExchangeTimeoutException.class, () -> response.body().readAllBytes());
    }
  }

  @Test
  void choices() {
    try (FaultProxy proxy = FaultProxy.to(host, port)) {
      Fault slow = upstream().latency(Duration.ofMillis(20)).and(downstream().bandwidth(50_000));
      proxy.faults(slow); // all connections from now on
      proxy.faults(FaultPlan.first(slow)); // the next one only
      proxy.faults(FaultPlan.inOrder(Fault.none(), slow)); // the one after the next only
      proxy.faults(connection -> connection % 3 == 0 ? slow : Fault.none());

      assertTrue(proxy.log().events().isEmpty());
    }
  }
}
