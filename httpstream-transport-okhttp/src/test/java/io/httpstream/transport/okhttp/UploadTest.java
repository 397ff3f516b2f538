package io.httpstream.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UploadTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final long MIB = 1 << 20;

  private final Transport transport = OkHttpTransport.create();

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  private Response send(RawServer server, String method, long length, TestCall call)
      throws IOException {
    return transport.exchange(Bodies.request(method, server.uri(), length), call);
  }

  @Test
  void theBodyIsWrittenOnTheCallersThread() throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.sumOfChunks();
              peer.send(OK);
            })) {
      Thread[] writer = new Thread[1];
      TestCall call =
          new TestCall(
              wire -> {
                writer[0] = Thread.currentThread();
                return true;
              });
      send(server, "POST", -1, call).close();
      assertSame(Thread.currentThread(), writer[0]);
      assertEquals(List.of(Phase.CONNECTING), call.phases, "the other phases are the guard's");
    }
  }

  @Test
  void aFullBufferIsOneChunkAndOnTheWireAtOnce() throws Exception {
    CompletableFuture<Integer> first = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              first.complete(peer.chunk().length);
              peer.sumOfChunks();
              peer.send(OK);
            })) {
      TestCall call =
          new TestCall(
              wire -> {
                byte[] buffer = new byte[Bodies.BUFFER];
                assertSame(buffer, wire.emit(buffer, buffer.length), "the bytes were copied");
                assertEquals(Bodies.BUFFER, get(first));
                return true;
              });
      send(server, "POST", -1, call).close();
    }
  }

  private static <T> T get(CompletableFuture<T> future) throws IOException {
    try {
      return future.get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Test
  void aFlushBeforeTheFirstByteSendsTheHead() throws Exception {
    CompletableFuture<String> head = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              head.complete(peer.head());
              peer.in.readNBytes(1);
              peer.send(OK);
            })) {
      TestCall call =
          new TestCall(
              wire -> {
                wire.flush();
                get(head);
                wire.emit(new byte[] {1}, 1);
                return true;
              });
      send(server, "PUT", 1, call).close();
    }
  }

  @Test
  void aWriterThatFailsLeavesTheMessageIncompleteAndItsExceptionIsTold() throws Exception {
    for (long length : new long[] {-1, 5}) {
      for (Throwable cause :
          List.of(new IOException("broken"), new IllegalStateException("broken"))) {
        writerFails(length, cause);
      }
    }
  }

  private void writerFails(long length, Throwable cause) throws Exception {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    AtomicInteger connections = new AtomicInteger();
    try (RawServer server =
        new RawServer(
            peer -> {
              if (connections.incrementAndGet() > 1) {
                peer.head();
                peer.send(OK);
                return;
              }
              peer.head();
              try {
                int left = 5;
                while (length > 0 ? left > 0 : peer.chunk().length > 0) {
                  left -= length > 0 && peer.in.read() < 0 ? 1000 : 1;
                }
                outcome.complete(left == 0 || length < 0 ? "whole" : "cut");
              } catch (IOException e) {
                outcome.complete("cut");
              }
            })) {
      TestCall call =
          new TestCall(
              wire -> {
                wire.emit(new byte[] {1, 2, 3}, 3);
                if (cause instanceof IOException io) {
                  throw io;
                }
                throw (RuntimeException) cause;
              });
      assertSame(cause, assertThrows(Throwable.class, () -> send(server, "POST", length, call)));
      assertEquals("cut", outcome.get(10, TimeUnit.SECONDS));
      assertEquals(1, call.written.get());
      send(server, "GET", 0, new TestCall()).close();
      assertEquals(2, connections.get(), "the connection was not used again");
    }
  }

  @Test
  void aMessageThatIsNotFinishedIsStillAnswered() throws Exception {
    for (long length : new long[] {-1, 1000}) {
      CompletableFuture<Integer> received = new CompletableFuture<>();
      try (RawServer server =
          new RawServer(
              peer -> {
                peer.head();
                received.complete(length < 0 ? peer.chunk().length : peer.in.readNBytes(3).length);
                peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nmuch");
                assertEquals(-1, peer.in.read(), "nothing follows");
              })) {
        TestCall call =
            new TestCall(
                wire -> {
                  wire.emit(new byte[] {1, 2, 3}, 3);
                  get(received);
                  return false;
                });
        try (Response response = send(server, "POST", length, call)) {
          assertEquals(413, response.status());
          assertEquals("much", response.text());
        }
        assertEquals(3, received.get());
      }
    }
  }

  @Test
  void aStalledServerHoldsTheWriterBackAndResumesWithTheSameBytes() throws Exception {
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
                sent.complete(Bodies.emit(wire, 64 * MIB, emitted::set));
                return true;
              });
      CompletableFuture<Integer> done = new CompletableFuture<>();
      RawServer.daemon(
          () -> {
            try (Response response = send(server, "POST", -1, call)) {
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
  void aConnectionLostInTheBodyIsAFailureAndNothingIsSentTwice() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (RawServer server =
        new RawServer(
            peer -> {
              connections.incrementAndGet();
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
      IOException thrown = assertThrows(IOException.class, () -> send(server, "PUT", -1, call));
      assertTrue(!(thrown instanceof EOFException), "that would be a truncated response");
      assertEquals(1, call.written.get());
      assertEquals(1, connections.get());
    }
  }

  @Test
  void aConnectionClosedWithoutAnAnswerIsAFailureAndNothingIsSentTwice() throws Exception {
    for (String method : List.of("GET", "POST", "PUT")) {
      AtomicInteger connections = new AtomicInteger();
      try (RawServer server =
          new RawServer(
              peer -> {
                connections.incrementAndGet();
                peer.head();
              })) {
        IOException thrown =
            assertThrows(IOException.class, () -> send(server, method, 0, new TestCall()));
        assertEquals(IOException.class, thrown.getClass(), thrown::toString);
        assertEquals(1, connections.get());
      }
    }
  }

  @Test
  void anUnfinishedStatusLineIsALostConnectionAndNoTruncatedBody() throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 2".getBytes(StandardCharsets.US_ASCII));
            })) {
      Throwable thrown =
          assertThrows(IOException.class, () -> send(server, "GET", 0, new TestCall()));
      assertInstanceOf(IOException.class, thrown);
      assertTrue(!(thrown instanceof EOFException), thrown::toString);
    }
  }
}
