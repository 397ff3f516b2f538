package io.httpstream.examples.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import io.httpstream.test.leak.LeakExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/testing.md shows: a client that several tests share. */
@Timeout(60)
class SharedClientExampleTest {
  @RegisterExtension
  static final LeakExtension LEAKS =
      LeakExtension.builder()
          .perClass()
          .ignoreThreads("metrics-")
          .patience(Duration.ofSeconds(3))
          .build();

  private static HttpServer server;
  private static HttpStreamClient http;

  @BeforeAll
  static void start() throws IOException {
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
    http =
        HttpStreamClient.builder("http://127.0.0.1:" + server.getAddress().getPort())
            .transport("jetty")
            .build();
  }

  @AfterAll
  static void stop() {
    http.close();
    server.stop(0);
  }

  @RepeatedTest(2)
  void itsConnectionOutlivesATest() throws IOException {
    assertEquals("ok", http.get("/").send(Response::text));
  }
}
