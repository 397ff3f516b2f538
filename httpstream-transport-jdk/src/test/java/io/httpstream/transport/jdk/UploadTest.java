package io.httpstream.transport.jdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Phase;
import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.Plateau;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UploadTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final long MIB = 1 << 20;

  private final Transport transport = JdkTransport.create();

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  @Test
  void aBodyOfUnknownLengthIsChunkedAndComplete() throws Exception {
    CompletableFuture<String> head = new CompletableFuture<>();
    CompletableFuture<byte[]> received = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              head.complete(peer.head());
              ByteArrayOutputStream all = new ByteArrayOutputStream();
              for (byte[] chunk = peer.chunk(); chunk.length > 0; chunk = peer.chunk()) {
                all.write(chunk);
              }
              received.complete(all.toByteArray());
              peer.send(OK);
            })) {
      byte[] bytes = "the quick brown fox".getBytes(StandardCharsets.US_ASCII);
      TestCall call =
          new TestCall(
              wire -> {
                wire.pass(bytes, 4, bytes.length - 4);
                wire.flush();
                return true;
              });
      try (Response response = transport.exchange(Bodies.request("POST", server.uri(), -1), call)) {
        assertEquals(200, response.status());
      }
      assertEquals("quick brown fox", new String(received.get(), StandardCharsets.US_ASCII));
      assertTrue(
          head.get().toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked"), head.get());
      assertEquals(List.of(Phase.CONNECTING), call.phases, "the other phases are the guard's");
    }
  }

  @Test
  void aBodyOfKnownLengthIsSentWithThatLength() throws Exception {
    CompletableFuture<String> head = new CompletableFuture<>();
    CompletableFuture<byte[]> received = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              head.complete(peer.head());
              received.complete(peer.in.readNBytes(10));
              peer.send(OK);
            })) {
      byte[] bytes = "0123456789".getBytes(StandardCharsets.US_ASCII);
      TestCall call =
          new TestCall(
              wire -> {
                wire.emit(bytes.clone(), 10);
                return true;
              });
      transport.exchange(Bodies.request("PUT", server.uri(), 10), call).close();
      assertArrayEquals(bytes, received.get());
      assertTrue(head.get().toLowerCase(Locale.ROOT).contains("content-length: 10"), head.get());
    }
  }

  @Test
  void anUnknownLengthMayTurnOutToBeZero() throws Exception {
    CompletableFuture<Integer> first = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              while (true) {
                peer.head();
                first.complete(peer.chunk().length);
                peer.send(OK);
              }
            })) {
      // Often, since the JDK's subscriber is not ready at once.
      for (int i = 0; i < 300; i++) {
        TestCall call = new TestCall(wire -> true);
        transport.exchange(Bodies.request("POST", server.uri(), -1), call).close();
      }
      assertEquals(0, first.get());
    }
  }

  @Test
  void anEmptyBodyIsSaidToBeEmptyOnPost() throws Exception {
    assertTrue(headOf("POST").toLowerCase(Locale.ROOT).contains("content-length: 0\r\n"));
  }

  @Test
  void noBodyIsNotMentionedOnOtherMethods() throws Exception {
    if (ByHandTest.addsContentLength()) {
      return;
    }
    for (String method : List.of("GET", "HEAD", "DELETE", "OPTIONS", "PROPFIND")) {
      String head = headOf(method).toLowerCase(Locale.ROOT);
      assertFalse(head.contains("content-length"), head);
      assertFalse(head.contains("transfer-encoding"), head);
    }
  }

  private String headOf(String method) throws Exception {
    CompletableFuture<String> head = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              head.complete(peer.head());
              peer.send(OK);
            })) {
      TestCall call = new TestCall();
      transport.exchange(Bodies.request(method, server.uri(), 0), call).close();
      assertEquals(List.of(Phase.CONNECTING, Phase.AWAITING), call.phases);
      return head.get();
    }
  }

  @Test
  void whatWasFlushedIsOnTheWireBeforeTheBodyEnds() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
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
                await(seen);
                wire.emit(new byte[] {4}, 1);
                return true;
              });
      transport.exchange(Bodies.request("POST", server.uri(), -1), call).close();
      assertEquals(0, seen.getCount());
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aChunkedBodyWhoseWriterFailsIsNeverComplete() throws Exception {
    writerFails(-1);
  }

  @Test
  void aFixedBodyWhoseWriterFailsIsNeverComplete() throws Exception {
    writerFails(5);
  }

  private void writerFails(long length) throws Exception {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              try {
                peer.head();
                if (length > 0) {
                  outcome.complete(
                      peer.in.readNBytes((int) length).length < length ? "cut" : "whole");
                }
                while (peer.chunk().length > 0) {
                  // Until the end of the message, or of the connection.
                }
                outcome.complete("whole");
              } catch (IOException e) {
                outcome.complete("cut");
              }
            })) {
      IOException cause = new IOException("the source is broken");
      TestCall call =
          new TestCall(
              wire -> {
                wire.emit(new byte[] {1, 2, 3}, 3);
                throw cause;
              });
      IOException thrown =
          assertThrows(
              IOException.class,
              () -> transport.exchange(Bodies.request("POST", server.uri(), length), call));
      assertSame(cause, thrown);
      assertEquals("cut", outcome.get(10, TimeUnit.SECONDS));
      assertEquals(1, call.written.get());
    }
  }

  @Test
  void aStalledServerHoldsTheWriterBackAndResumesWithTheSameBytes() throws Exception {
    long length = 64 * MIB;
    AtomicLong emitted = new AtomicLong();
    CountDownLatch resume = new CountDownLatch(1);
    CompletableFuture<Long> received = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              resume.await();
              received.complete(peer.sumOfChunks());
              peer.send(OK);
            })) {
      CompletableFuture<Long> sent = new CompletableFuture<>();
      TestCall call =
          new TestCall(
              wire -> {
                sent.complete(Bodies.emit(wire, length, emitted::set));
                return true;
              });
      CompletableFuture<Integer> done = new CompletableFuture<>();
      RawServer.daemon(
          () -> {
            try (Response response =
                transport.exchange(Bodies.request("POST", server.uri(), -1), call)) {
              done.complete(response.status());
            } catch (Throwable e) {
              done.completeExceptionally(e);
            }
          });
      long plateau = Plateau.of(emitted);
      assertTrue(plateau < 24 * MIB, "the writer got rid of " + plateau + " bytes");
      resume.countDown();
      assertEquals(200, done.get());
      assertEquals(sent.get(), received.get());
    }
  }

  @Test
  void aLargeBodyArrivesByteForByte() throws Exception {
    CompletableFuture<Long> received = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              received.complete(peer.sumOfChunks());
              peer.send(OK);
            })) {
      CompletableFuture<Long> sent = new CompletableFuture<>();
      TestCall call =
          new TestCall(
              wire -> {
                sent.complete(Bodies.emit(wire, 256 * MIB, at -> {}));
                return true;
              });
      transport.exchange(Bodies.request("POST", server.uri(), -1), call).close();
      assertEquals(sent.get(), received.get());
    }
  }

  @Test
  void aPublishedBufferIsNotHandedOutAgain() throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.sumOfChunks();
              peer.send(OK);
            })) {
      TestCall call =
          new TestCall(
              wire -> {
                byte[] buffer = new byte[1000];
                assertSame(buffer, wire.emit(buffer, 500), "half of it is copied");
                byte[] next = wire.emit(buffer, 501);
                assertNotSame(buffer, next, "more is taken over");
                assertEquals(1000, next.length);
                return true;
              });
      transport.exchange(Bodies.request("POST", server.uri(), -1), call).close();
    }
  }

  /**
   * In one of six cases the JDK's write fails before it has seen the answer, which is then lost: an
   * exception, which is the truth, too.
   */
  @Test
  void anAnswerBeforeAClosedConnectionIsSurfacedUnlessTheJdkHasLostIt() throws Exception {
    int surfaced = 0;
    for (int attempt = 0; surfaced == 0 && attempt < 20; attempt++) {
      try (RawServer server =
          new RawServer(
              peer -> {
                peer.head();
                peer.chunk();
                peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nmuch");
              })) {
        TestCall call =
            new TestCall(
                wire -> {
                  try {
                    Bodies.emit(wire, 1024 * MIB, at -> {});
                    return true;
                  } catch (IOException e) {
                    return false;
                  }
                });
        try (Response response =
            transport.exchange(Bodies.request("POST", server.uri(), -1), call)) {
          surfaced = response.status();
          assertEquals("much", response.text());
          assertEquals(413, call.earlyStatus.get());
        } catch (IOException lost) {
          assertEquals(0, call.earlyStatus.get());
        }
      }
    }
    assertEquals(413, surfaced);
  }

  @Test
  void aConnectionLostInTheBodyIsAFailureAndNothingIsSentTwice() throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.chunk();
              peer.reset();
            })) {
      TestCall call =
          new TestCall(
              wire -> {
                Bodies.emit(wire, 1024 * MIB, at -> {});
                return true;
              });
      IOException thrown =
          assertThrows(
              IOException.class,
              () -> transport.exchange(Bodies.request("PUT", server.uri(), -1), call));
      assertFalse(thrown instanceof EOFException, "that would be a truncated response");
      assertEquals(1, call.written.get());
    }
  }
}
