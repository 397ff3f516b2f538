package io.httpstream.examples.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import io.httpstream.test.leak.LeakExtension;
import io.httpstream.transport.TransportLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/testing.md shows: a program that closes what it opens, on each transport. */
@Timeout(60)
@ExtendWith(LeakExtension.class)
class LeakExampleTest {
  private HttpServer server;
  private String base;

  static Set<String> transports() {
    return TransportLoader.providers().keySet();
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
          }
        });
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @MethodSource("transports")
  void whatIsClosedIsNoLeak(String transport) throws Exception {
    try (HttpStreamClient http = HttpStreamClient.builder(base).transport(transport).build()) {
      assertEquals("ok", http.get("/").send(Response::text));
      assertEquals("ok", http.get("/").sendAsync(Response::text).get());
      http.get("/").send().close();
    }
  }
}
