package io.httpstream.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Phase;
import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.Plateau;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.testbed.TestTls;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over TLS the socket of ours is the one beneath. */
@Timeout(60)
class TlsTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static TestTls certificate;
  private static OkHttpTransport transport;

  @BeforeAll
  static void makeCertificate() throws Exception {
    certificate = TestTls.ofLoopback();
    transport =
        OkHttpTransport.create(TransportConfig.defaults().sslContext(certificate.trusting()));
  }

  @AfterAll
  static void closeTransport() {
    transport.close();
  }

  private static RawServer serving(RawServer.Script script) throws Exception {
    return certificate.server(script);
  }

  private static RawServer answering(AtomicInteger connections) throws Exception {
    return serving(
        peer -> {
          connections.incrementAndGet();
          while (true) {
            peer.head();
            peer.send(OK);
          }
        });
  }

  private static String get(OkHttpTransport over, URI uri) throws IOException {
    try (Response response = over.exchange(Bodies.request("GET", uri, 0), new TestCall())) {
      return response.text();
    }
  }

  @Test
  void aServerThatTheContextTrustsIsTalkedToOnOneConnection() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (RawServer server = answering(connections)) {
      for (int i = 0; i < 5; i++) {
        assertEquals("ok", get(transport, server.uri()));
      }
      assertEquals(1, connections.get());
    }
  }

  @Test
  void aServerThatTheContextDoesNotTrustIsNot() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (RawServer server = answering(connections);
        OkHttpTransport other = OkHttpTransport.create()) {
      assertThrows(SSLHandshakeException.class, () -> get(other, server.uri()));
    }
  }

  @Test
  void aServerOfAnotherNameIsNot() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (RawServer server = answering(connections)) {
      URI other = URI.create(server.uri().toString().replace("127.0.0.1", "localhost"));
      assertThrows(SSLException.class, () -> get(transport, other));
    }
  }

  @Test
  void theHandshakeIsAPhase() throws Exception {
    try (RawServer server = answering(new AtomicInteger())) {
      TestCall call = new TestCall();
      transport.exchange(Bodies.request("GET", server.uri(), 0), call).close();
      assertEquals(List.of(Phase.CONNECTING, Phase.HANDSHAKING, Phase.AWAITING), call.phases);
    }
  }

  @Test
  void whatWasFlushedIsOnTheWire() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (RawServer server =
        serving(
            peer -> {
              peer.head();
              peer.chunk();
              seen.countDown();
              while (peer.chunk().length > 0) {
                // Only the first one matters.
              }
              peer.send(OK);
            })) {
      TestCall call =
          new TestCall(
              wire -> {
                wire.emit(new byte[] {1, 2, 3}, 3);
                wire.flush();
                awaitOrFail(seen);
                Bodies.emit(wire, 1 << 20, at -> {});
                return true;
              });
      transport.exchange(Bodies.request("POST", server.uri(), -1), call).close();
    }
  }

  private static void awaitOrFail(CountDownLatch latch) throws IOException {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aClosedConnectionOfThePoolIsReplacedBeforeAnythingIsSent() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (RawServer server =
        serving(
            peer -> {
              peer.head();
              requests.incrementAndGet();
              peer.send(OK);
            })) {
      for (int i = 0; i < 20; i++) {
        assertEquals("ok", get(transport, server.uri()));
        server.awaitClosed();
      }
      assertEquals(20, requests.get());
    }
  }

  @Test
  void aMessageThatIsNotFinishedIsStillAnswered() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server =
        serving(
            peer -> {
              peer.head();
              peer.chunk();
              peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nmuch");
              answered.countDown();
              peer.awaitEnd();
              ended.countDown();
            })) {
      TestCall call =
          new TestCall(
              wire -> {
                wire.emit(new byte[] {1, 2, 3}, 3);
                awaitOrFail(answered);
                return false;
              });
      try (Response response = transport.exchange(Bodies.request("POST", server.uri(), -1), call)) {
        assertEquals(413, response.status());
        assertEquals("much", response.text());
      }
      assertTrue(ended.await(4, TimeUnit.SECONDS), "the connection is closed");
    }
  }

  @Test
  void anAbortEndsTheWritingToAServerThatDoesNotRead() throws Exception {
    AtomicLong emitted = new AtomicLong();
    CountDownLatch stalled = new CountDownLatch(1);
    try (RawServer server =
        serving(
            peer -> {
              peer.head();
              Plateau.of(emitted);
              stalled.countDown();
              Thread.sleep(Long.MAX_VALUE);
            })) {
      TestCall call =
          new TestCall(
              wire -> {
                Bodies.emit(wire, Long.MAX_VALUE, emitted::set);
                return true;
              });
      Caller caller = new Caller(transport, Bodies.request("POST", server.uri(), -1), call);
      stalled.await();
      caller.abort();
    }
  }

  @Test
  void anAbortEndsTheReadingOfTheBody() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server =
        serving(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc");
              peer.awaitEnd();
              ended.countDown();
            })) {
      Caller caller = new Caller(transport, Bodies.request("GET", server.uri(), 0), new TestCall());
      caller.reading.await();
      caller.abort();
      assertTrue(ended.await(4, TimeUnit.SECONDS));
    }
  }

  @Test
  void aWriterThatFailsLeavesTheMessageIncomplete() throws Exception {
    CountDownLatch cut = new CountDownLatch(1);
    try (RawServer server =
        serving(
            peer -> {
              peer.head();
              try {
                while (peer.chunk().length > 0) {
                  // Until the connection ends, or the message does.
                }
              } catch (IOException e) {
                cut.countDown();
              }
            })) {
      TestCall call =
          new TestCall(
              wire -> {
                wire.emit(new byte[] {1, 2, 3}, 3);
                throw new IOException("broken");
              });
      assertThrows(
          IOException.class,
          () -> transport.exchange(Bodies.request("POST", server.uri(), -1), call));
      assertTrue(cut.await(10, TimeUnit.SECONDS));
    }
  }
}
