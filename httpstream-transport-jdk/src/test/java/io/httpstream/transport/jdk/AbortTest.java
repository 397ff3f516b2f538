package io.httpstream.transport.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.FullServer;
import io.httpstream.testbed.Plateau;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In each phase: who waits is released at once, and the server sees the connection go. */
@Timeout(60)
class AbortTest {
  private final Transport transport = JdkTransport.create();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicLong emitted = new AtomicLong();
  private final TestCall upload =
      new TestCall(
          wire -> {
            Bodies.emit(wire, Long.MAX_VALUE, emitted::set);
            return true;
          });

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  /** An exchange whose response is read to its end, on a thread of its own. */
  private final class Exchange {
    final CompletableFuture<IOException> failure = new CompletableFuture<>();
    final CompletableFuture<Boolean> flagKept = new CompletableFuture<>();
    final Thread thread;
    final TestCall call;

    Exchange(Request request, TestCall call) {
      this.call = call;
      this.thread = new Thread(() -> run(request), "caller");
      thread.start();
    }

    private void run(Request request) {
      try (Response response = transport.exchange(request, call)) {
        response.body().read();
        reached.countDown();
        response.body().readAllBytes();
        failure.completeExceptionally(new AssertionError("nothing failed"));
      } catch (IOException e) {
        flagKept.complete(Thread.interrupted());
        failure.complete(e);
      } catch (Throwable e) {
        failure.completeExceptionally(e);
      }
    }

    void abort() throws Exception {
      call.abort();
      IOException thrown = failure.get(4, TimeUnit.SECONDS);
      assertTrue(thrown.getMessage().contains("killed by the test"), thrown::toString);
    }

    void interrupt() throws Exception {
      thread.interrupt();
      assertInstanceOf(InterruptedIOException.class, failure.get(4, TimeUnit.SECONDS));
      assertTrue(flagKept.get(), "the flag is kept");
    }
  }

  private RawServer silentAfterHead() throws IOException {
    return new RawServer(
        peer -> {
          try {
            peer.head();
            reached.countDown();
            peer.awaitEnd();
          } finally {
            ended.countDown();
          }
        });
  }

  private RawServer stalledInBody() throws IOException {
    return new RawServer(
        peer -> {
          peer.head();
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc");
          peer.awaitEnd();
          ended.countDown();
        });
  }

  private RawServer neverReading() throws IOException {
    return new RawServer(
        peer -> {
          peer.head();
          Plateau.of(emitted);
          reached.countDown();
          Thread.sleep(Long.MAX_VALUE);
        });
  }

  private static Request get(RawServer server) {
    return Bodies.request("GET", server.uri(), 0);
  }

  @Test
  void anAbortEndsTheWaitForTheResponse() throws Exception {
    try (RawServer server = silentAfterHead()) {
      Exchange exchange = new Exchange(get(server), new TestCall());
      reached.await();
      exchange.abort();
      assertTrue(ended.await(4, TimeUnit.SECONDS));
    }
  }

  @Test
  void anInterruptEndsTheWaitForTheResponse() throws Exception {
    try (RawServer server = silentAfterHead()) {
      Exchange exchange = new Exchange(get(server), new TestCall());
      reached.await();
      exchange.interrupt();
      assertTrue(ended.await(4, TimeUnit.SECONDS));
    }
  }

  @Test
  void anAbortEndsTheReadingOfTheBody() throws Exception {
    try (RawServer server = stalledInBody()) {
      Exchange exchange = new Exchange(get(server), new TestCall());
      reached.await();
      exchange.abort();
      assertTrue(ended.await(4, TimeUnit.SECONDS));
    }
  }

  @Test
  void anInterruptEndsTheReadingOfTheBody() throws Exception {
    try (RawServer server = stalledInBody()) {
      Exchange exchange = new Exchange(get(server), new TestCall());
      reached.await();
      exchange.interrupt();
      assertTrue(ended.await(4, TimeUnit.SECONDS));
    }
  }

  @Test
  void anAbortEndsTheWritingToAServerThatDoesNotRead() throws Exception {
    try (RawServer server = neverReading()) {
      Exchange exchange = new Exchange(Bodies.request("POST", server.uri(), -1), upload);
      reached.await();
      exchange.abort();
    }
  }

  @Test
  void anInterruptEndsTheWritingToAServerThatDoesNotRead() throws Exception {
    try (RawServer server = neverReading()) {
      Exchange exchange = new Exchange(Bodies.request("POST", server.uri(), -1), upload);
      reached.await();
      exchange.interrupt();
    }
  }

  @Test
  void anInterruptedThreadDoesNotSendABody() throws Exception {
    try (RawServer server = silentAfterHead()) {
      TestCall call =
          new TestCall(
              wire -> {
                Thread.currentThread().interrupt();
                wire.emit(new byte[] {1}, 1);
                return true;
              });
      Exchange exchange = new Exchange(Bodies.request("POST", server.uri(), -1), call);
      assertInstanceOf(InterruptedIOException.class, exchange.failure.get());
      assertTrue(exchange.flagKept.get(), "the flag is kept");
      assertTrue(ended.await(4, TimeUnit.SECONDS));
    }
  }

  @Test
  void anAbortEndsTheHandshakeAndTheBodyIsNotStarted() throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.in.read();
              connected.countDown();
              peer.awaitEnd();
              ended.countDown();
            })) {
      URI secure = URI.create("https://" + server.authority() + "/");
      Exchange exchange = new Exchange(Bodies.request("POST", secure, -1), upload);
      connected.await();
      exchange.abort();
      assertTrue(ended.await(4, TimeUnit.SECONDS));
      assertEquals(0, upload.written.get());
    }
  }

  @Test
  void anAbortEndsTheConnecting() throws Exception {
    try (FullServer full = new FullServer()) {
      Exchange exchange = new Exchange(Bodies.request("POST", full.uri(), -1), upload);
      exchange.abort();
      assertEquals(0, upload.written.get());
    }
  }
}
