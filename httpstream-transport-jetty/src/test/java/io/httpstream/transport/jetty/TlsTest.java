package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.httpstream.message.Phase;
import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.testbed.TestTls;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static TestTls tls;

  @BeforeAll
  static void makeCertificate() throws Exception {
    tls = TestTls.ofLoopback();
  }

  private static Transport trusting() throws Exception {
    return JettyTransport.create(TransportConfig.defaults().sslContext(tls.trusting()));
  }

  private static RawServer answering() throws Exception {
    return tls.server(
        peer -> {
          while (true) {
            peer.head();
            peer.send(OK);
          }
        });
  }

  @Test
  void aConnectionIsUsedAgainAndItsHandshakeIsToldOnce() throws Exception {
    try (Transport transport = trusting();
        RawServer server = answering()) {
      for (int i = 0; i < 20; i++) {
        TestCall call = new TestCall();
        try (Response response = transport.exchange(Bodies.request("GET", server.uri(), 0), call)) {
          assertEquals("ok", response.text());
        }
        List<Phase> expected =
            i == 0
                ? List.of(Phase.LEASING, Phase.CONNECTING, Phase.HANDSHAKING, Phase.AWAITING)
                : List.of(Phase.LEASING, Phase.AWAITING);
        assertEquals(expected, call.phases);
      }
      assertEquals(1, server.connections());
    }
  }

  @Test
  void largeBodiesArriveByteForByteBothWays() throws Exception {
    CompletableFuture<Long> received = new CompletableFuture<>();
    CompletableFuture<Long> sent = new CompletableFuture<>();
    CRC32C answer = new CRC32C();
    try (Transport transport = trusting();
        RawServer server =
            tls.server(
                peer -> {
                  peer.head();
                  received.complete(peer.sumOfChunks());
                  peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + 32 * Bodies.MIB + "\r\n\r\n");
                  byte[] buffer = new byte[Bodies.BUFFER];
                  for (long at = 0; at < 32 * Bodies.MIB; at += buffer.length) {
                    Bodies.fill(buffer, buffer.length, at);
                    answer.update(buffer, 0, buffer.length);
                    peer.send(buffer);
                  }
                })) {
      TestCall call =
          new TestCall(wire -> sent.complete(Bodies.emit(wire, 64 * Bodies.MIB, at -> {})));
      try (Response response = transport.exchange(Bodies.request("POST", server.uri(), -1), call)) {
        CRC32C read = new CRC32C();
        byte[] buffer = new byte[10_000];
        for (int n = response.body().read(buffer); n >= 0; n = response.body().read(buffer)) {
          read.update(buffer, 0, n);
        }
        assertEquals(answer.getValue(), read.getValue());
      }
      assertEquals(sent.get(), received.get());
    }
  }

  @Test
  void anEarlyAnswerIsHeardAlthoughTheServerCloses() throws Exception {
    try (Transport transport = trusting();
        RawServer server =
            tls.server(
                peer -> {
                  peer.head();
                  peer.chunk();
                  peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nmuch");
                })) {
      for (int i = 0; i < 20; i++) {
        TestCall call =
            new TestCall(
                wire -> {
                  try {
                    return Bodies.emit(wire, Long.MAX_VALUE, at -> {}) == 0;
                  } catch (IOException e) {
                    return false;
                  }
                });
        try (Response response =
            transport.exchange(Bodies.request("POST", server.uri(), -1), call)) {
          assertEquals(413, response.status());
          assertEquals(
              "much", new String(response.body().readAllBytes(), StandardCharsets.US_ASCII));
        }
      }
    }
  }

  @Test
  void aServerThatIsNotTrustedIsRefused() throws Exception {
    try (Transport transport = JettyTransport.create();
        RawServer server = answering()) {
      TestCall call = new TestCall(wire -> true);
      assertThrows(
          SSLHandshakeException.class,
          () -> transport.exchange(Bodies.request("POST", server.uri(), -1), call));
      assertEquals(0, call.written.get());
    }
  }

  @Test
  void aCertificateOfAnotherNameIsRefused(@TempDir Path directory) throws Exception {
    TestTls other = new TestTls(directory, "dns:example.com");
    try (Transport transport =
            JettyTransport.create(TransportConfig.defaults().sslContext(other.trusting()));
        RawServer server =
            other.server(
                peer -> {
                  peer.head();
                  peer.send(OK);
                })) {
      assertThrows(
          SSLHandshakeException.class,
          () -> transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall()));
    }
  }

  @Test
  void aServerThatDoesNotSpeakTlsIsRefused() throws Exception {
    try (Transport transport = JettyTransport.create();
        RawServer server = RawServer.withoutTls()) {
      URI secure = URI.create("https://" + server.authority() + "/");
      assertThrows(
          SSLException.class,
          () -> transport.exchange(Bodies.request("GET", secure, 0), new TestCall()));
    }
  }

  @Test
  void whatIsLostInTheHandshakeIsLostInTheHandshake() throws Exception {
    try (Transport transport = JettyTransport.create();
        RawServer server =
            new RawServer(
                peer -> {
                  peer.in.read();
                  peer.reset();
                })) {
      URI secure = URI.create("https://" + server.authority() + "/");
      for (int length : new int[] {0, -1}) {
        TestCall call = new TestCall(wire -> true);
        assertThrows(
            SSLHandshakeException.class,
            () -> transport.exchange(Bodies.request("POST", secure, length), call));
        assertEquals(0, call.written.get());
      }
    }
  }
}
