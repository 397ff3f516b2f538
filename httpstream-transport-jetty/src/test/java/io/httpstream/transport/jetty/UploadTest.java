package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UploadTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private final Transport transport = JettyTransport.create();
  private final AtomicLong emitted = new AtomicLong();

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  private Response post(RawServer server, long length, TestCall call) throws IOException {
    return transport.exchange(Bodies.request("POST", server.uri(), length), call);
  }

  @Test
  void aLargeBodyArrivesByteForByteFromOneBuffer() throws Exception {
    CompletableFuture<Long> received = new CompletableFuture<>();
    CompletableFuture<Long> sent = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              received.complete(peer.sumOfChunks());
              peer.send(OK);
            })) {
      TestCall call =
          new TestCall(wire -> sent.complete(Bodies.emit(wire, 256 * Bodies.MIB, emitted::set)));
      post(server, -1, call).close();
      assertEquals(sent.get(), received.get());
      assertEquals(
          List.of(Phase.LEASING, Phase.CONNECTING), call.phases, "the others are the guard's");
    }
  }

  @Test
  void theBufferComesBackAndAnArrayIsFreeAfterTheCall() throws Exception {
    CompletableFuture<byte[]> received = new CompletableFuture<>();
    int length = 10 + 300_000;
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              received.complete(peer.in.readNBytes(length));
              peer.send(OK);
            })) {
      byte[] all = new byte[length];
      Bodies.fill(all, length, 7);
      TestCall call =
          new TestCall(
              wire -> {
                byte[] buffer = new byte[20];
                System.arraycopy(all, 0, buffer, 0, 10);
                assertSame(buffer, wire.emit(buffer, 10));
                byte[] array = new byte[300_005];
                System.arraycopy(all, 10, array, 5, 300_000);
                wire.pass(array, 5, 300_000);
                java.util.Arrays.fill(array, (byte) 0);
                return true;
              });
      post(server, length, call).close();
      assertArrayEquals(all, received.get());
    }
  }

  @Test
  void eachEmissionIsAChunkThatIsThereWithItsEnd() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              while (true) {
                peer.head();
                peer.chunk();
                first.countDown();
                peer.chunk();
                second.countDown();
                assertEquals(0, peer.chunk().length);
                peer.send(OK);
              }
            })) {
      TestCall call =
          new TestCall(
              wire -> {
                wire.emit(new byte[] {1, 2, 3}, 3);
                wire.flush();
                await(first);
                wire.pass(new byte[] {4, 5}, 1, 1);
                wire.flush();
                await(second);
                return true;
              });
      assertEquals("", post(server, -1, call).text());
      assertEquals("", post(server, -1, call).text());
      assertEquals(1, server.connections());
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void anUnknownLengthMayTurnOutToBeZero() throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              while (true) {
                peer.head();
                assertEquals(0, peer.chunk().length);
                peer.send(OK);
              }
            })) {
      for (int i = 0; i < 200; i++) {
        assertEquals("", post(server, -1, new TestCall(wire -> true)).text());
      }
      assertEquals(1, server.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 10})
  void aBodyWhoseWriterFailsIsNeverComplete(long length) throws Exception {
    CompletableFuture<Boolean> complete = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              try {
                peer.head();
                if (length < 0) {
                  peer.sumOfChunks();
                  complete.complete(true);
                } else {
                  complete.complete(peer.in.readNBytes((int) length).length == length);
                }
              } catch (IOException e) {
                complete.complete(false);
              }
            })) {
      IOException cause = new IOException("the source is broken");
      TestCall call =
          new TestCall(
              wire -> {
                wire.emit(new byte[3], 3);
                throw cause;
              });
      assertSame(cause, assertThrows(IOException.class, () -> post(server, length, call)));
      assertFalse(complete.get(20, TimeUnit.SECONDS));
      assertEquals(1, call.written.get());
    }
  }

  @Test
  void aRuntimeExceptionOfTheWriterBreaksNothingElse() throws Exception {
    try (RawServer server = RawServer.answering(OK)) {
      TestCall call =
          new TestCall(
              wire -> {
                throw new IllegalStateException("a bug");
              });
      assertThrows(IllegalStateException.class, () -> post(server, -1, call));
      transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall()).close();
    }
  }

  @Test
  void aServerThatDoesNotReadHoldsTheWriterBackAndThenGetsEveryByte() throws Exception {
    CountDownLatch resume = new CountDownLatch(1);
    CompletableFuture<Long> received = new CompletableFuture<>();
    CompletableFuture<Long> sent = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              resume.await();
              received.complete(peer.sumOfChunks());
              peer.send(OK);
            })) {
      TestCall call =
          new TestCall(wire -> sent.complete(Bodies.emit(wire, 64 * Bodies.MIB, emitted::set)));
      CompletableFuture<Integer> status = new CompletableFuture<>();
      RawServer.daemon(
          () -> {
            try (Response response = post(server, -1, call)) {
              status.complete(response.status());
            } catch (IOException e) {
              status.completeExceptionally(e);
            }
          });
      long plateau = Plateau.of(emitted);
      assertTrue(plateau < 24 * Bodies.MIB, "the writer got rid of " + plateau + " bytes");
      resume.countDown();
      assertEquals(200, status.get());
      assertEquals(sent.get(), received.get());
    }
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
      TestCall call = new TestCall(wire -> Bodies.emit(wire, Long.MAX_VALUE, emitted::set) == 0);
      IOException thrown = assertThrows(IOException.class, () -> post(server, -1, call));
      assertFalse(thrown instanceof EOFException, "that would be a truncated response");
      assertEquals(1, call.written.get());
      assertEquals(1, server.connections());
    }
  }
}
