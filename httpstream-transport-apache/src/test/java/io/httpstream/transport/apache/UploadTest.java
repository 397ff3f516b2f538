package io.httpstream.transport.apache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Phase;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Transport;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UploadTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final int MIB = 1 << 20;

  private final Transport transport = ApacheTransport.create();

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  /** Reads the body of one request to its end; the sum of its bytes. */
  static long sum(RawServer.Peer peer, String head) throws IOException {
    CRC32C sum = new CRC32C();
    if (head.contains("Transfer-Encoding: chunked")) {
      for (byte[] chunk = peer.chunk(); chunk.length > 0; chunk = peer.chunk()) {
        sum.update(chunk, 0, chunk.length);
      }
      return sum.getValue();
    }
    String length = head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1");
    byte[] buffer = new byte[Bodies.BUFFER];
    for (long left = Long.parseLong(length); left > 0; ) {
      int count = peer.in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        throw new EOFException("the body is cut");
      }
      sum.update(buffer, 0, count);
      left -= count;
    }
    return sum.getValue();
  }

  /** Sizes around those of the connection's buffer, of a chunk's framing and of a piece. */
  @Test
  void bodiesOfAllSizesArriveByteForByteOnOneConnection() throws Exception {
    AtomicReference<CompletableFuture<Long>> received = new AtomicReference<>();
    AtomicInteger connections = new AtomicInteger();
    int[] sizes = {
      1, 2, 100, 16_000, 16_100, 16_200, 16_250, 16_300, 16_360, 16_384, 16_385, 40_000, 65_535,
      65_536, 65_537, 200_000, 3 * MIB
    };
    try (RawServer server =
        new RawServer(
            peer -> {
              connections.incrementAndGet();
              while (true) {
                long sum = sum(peer, peer.head());
                received.get().complete(sum);
                peer.send(OK);
              }
            })) {
      for (int size : sizes) {
        for (int piece : new int[] {7, 1000, 16_384, 100_000}) {
          if (size / piece > 10_000) {
            continue;
          }
          for (boolean chunked : new boolean[] {true, false}) {
            received.set(new CompletableFuture<>());
            CRC32C sum = new CRC32C();
            TestCall call = new TestCall(wire -> pieces(wire, size, piece, sum));
            transport
                .exchange(Bodies.request("PUT", server.uri(), chunked ? -1 : size), call)
                .close();
            assertEquals(sum.getValue(), received.get().get(), size + " in " + piece);
          }
        }
      }
      assertEquals(1, connections.get());
    }
  }

  private static boolean pieces(io.httpstream.transport.Wire wire, int size, int piece, CRC32C sum)
      throws IOException {
    byte[] bytes = new byte[size];
    Bodies.fill(bytes, size, size);
    sum.update(bytes);
    for (int at = 0; at < size; at += piece) {
      wire.pass(bytes, at, Math.min(piece, size - at));
    }
    return true;
  }

  @Test
  void aLargeBodyArrivesByteForByte() throws Exception {
    CompletableFuture<Long> received = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              received.complete(sum(peer, peer.head()));
              peer.send(OK);
            })) {
      CompletableFuture<Long> sent = new CompletableFuture<>();
      TestCall call =
          new TestCall(
              wire -> {
                sent.complete(Bodies.emit(wire, 256L * MIB, at -> {}));
                return true;
              });
      transport.exchange(Bodies.request("POST", server.uri(), -1), call).close();
      assertEquals(sent.get(), received.get());
      assertEquals(List.of(Phase.LEASING, Phase.CONNECTING, Phase.WRITING), call.phases);
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
              sum(peer, "Transfer-Encoding: chunked");
              peer.send(OK);
            })) {
      TestCall call =
          new TestCall(
              wire -> {
                byte[] buffer = {1, 2, 3, 4};
                assertSame(buffer, wire.emit(buffer, 3), "the wire is done with it");
                wire.flush();
                await(seen);
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
                Bodies.emit(wire, 1024L * MIB, at -> {});
                return true;
              });
      IOException thrown =
          assertThrows(
              IOException.class,
              () -> transport.exchange(Bodies.request("PUT", server.uri(), -1), call));
      assertFalse(thrown instanceof EOFException, "that would be a truncated response");
      assertEquals(1, call.written.get());
      assertEquals(1, connections.get());
    }
  }
}
