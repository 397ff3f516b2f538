package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.Plateau;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An answer that comes while the request's body is being written. */
@Timeout(60)
class EarlyResponseTest {
  private static final String TOO_LARGE = "HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nmuch";

  private final Transport transport = JettyTransport.create();
  private final AtomicLong emitted = new AtomicLong();

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  /** Writes for ever, and gives up like the guard when the wire fails after an early status. */
  private TestCall endless() {
    CompletableFuture<TestCall> self = new CompletableFuture<>();
    TestCall call =
        new TestCall(
            wire -> {
              try {
                return Bodies.emit(wire, Long.MAX_VALUE, emitted::set) == 0;
              } catch (IOException e) {
                if (self.join().earlyStatus.get() >= 300) {
                  return false;
                }
                throw e;
              }
            });
    self.complete(call);
    return call;
  }

  private void expectTooLarge(RawServer server) throws IOException {
    TestCall call = endless();
    try (Response response = transport.exchange(Bodies.request("POST", server.uri(), -1), call)) {
      assertEquals(413, response.status());
      assertEquals("much", new String(response.body().readAllBytes(), StandardCharsets.US_ASCII));
      assertEquals(-1, response.body().read(), "the end repeats");
      assertEquals(413, call.earlyStatus.get());
    }
  }

  @Test
  void aServerThatAnswersAndStopsReadingIsHeardAndItsConnectionClosed() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 103 Early Hints\r\n\r\n");
              Plateau.of(emitted);
              peer.send(TOO_LARGE);
              Thread.sleep(500);
              peer.awaitEnd();
              closed.countDown();
            })) {
      expectTooLarge(server);
      assertTrue(closed.await(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void aServerThatAnswersAndClosesIsHeard() throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.chunk();
              peer.send(TOO_LARGE);
            })) {
      for (int i = 0; i < 30; i++) {
        expectTooLarge(server);
      }
    }
  }

  @Test
  void aServerThatAnswersAndResetsTheConnectionAtOnceIsHeard() throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.chunk();
              peer.send(TOO_LARGE);
              peer.reset();
            })) {
      for (int i = 0; i < 30; i++) {
        expectTooLarge(server);
      }
    }
  }

  @Test
  void anAnswerBelow300LetsTheWriterGoOn() throws Exception {
    CompletableFuture<Long> received = new CompletableFuture<>();
    CompletableFuture<Long> sent = new CompletableFuture<>();
    CountDownLatch answered = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              while (true) {
                peer.head();
                peer.chunk();
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                answered.countDown();
                received.complete(peer.sumOfChunks());
              }
            })) {
      TestCall call =
          new TestCall(
              wire -> {
                wire.emit(new byte[] {1}, 1);
                try {
                  answered.await();
                } catch (InterruptedException e) {
                  throw new IOException(e);
                }
                return sent.complete(Bodies.emit(wire, 8 * Bodies.MIB, emitted::set));
              });
      for (int i = 0; i < 2; i++) {
        try (Response response =
            transport.exchange(Bodies.request("POST", server.uri(), -1), call)) {
          assertEquals(200, response.status());
          assertEquals("ok", response.text());
        } catch (IOException e) {
          throw new IOException("attempt " + i, e);
        }
        if (i == 0) {
          assertEquals(sent.get(), received.get());
        }
        sent.complete(0L);
      }
    }
  }

  @Test
  void anAnswerBelow300AndALostConnectionFailTheWriter() throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.chunk();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\nok");
              peer.reset();
            })) {
      TestCall call = endless();
      assertThrows(
          IOException.class,
          () -> transport.exchange(Bodies.request("POST", server.uri(), -1), call));
      assertEquals(200, call.earlyStatus.get());
    }
  }
}
