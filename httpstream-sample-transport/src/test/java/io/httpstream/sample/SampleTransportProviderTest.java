package io.httpstream.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import io.httpstream.HttpStreamClient;
import io.httpstream.HttpStreamClientBuilder;
import io.httpstream.message.Response;
import io.httpstream.transport.UnsupportedCapabilityException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SampleTransportProviderTest {
  @Test
  void aClientFindsTheSampleOnTheClassPath() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("ok".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    try (HttpStreamClient http = HttpStreamClient.create(base)) {
      assertEquals("ok", http.get("/").send(Response::text));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aClientThatAsksForMoreThanTheSampleDeclaresIsNotBuilt() {
    HttpStreamClientBuilder builder =
        HttpStreamClient.builder().transport("sample").idleTimeout(Duration.ofSeconds(1));
    assertThrows(UnsupportedCapabilityException.class, builder::build);
  }
}
