package io.httpstream.transport.apache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Phase;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In each phase: who waits is released at once, and the server sees the connection go. */
@Timeout(60)
class AbortTest {
  private final Transport transport = ApacheTransport.create();
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

  /** How an exchange is ended. */
  enum End {
    ABORT,
    INTERRUPT
  }

  /** An exchange whose response is read to its end, on a thread of its own. */
  private final class Running {
    final CompletableFuture<IOException> failure = new CompletableFuture<>();
    final CompletableFuture<Boolean> flagKept = new CompletableFuture<>();
    final Thread thread;
    final TestCall call;

    Running(Request request, TestCall call) {
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

    void end(End how) throws Exception {
      if (how == End.INTERRUPT) {
        thread.interrupt();
        assertInstanceOf(InterruptedIOException.class, failure.get(4, TimeUnit.SECONDS));
        assertTrue(flagKept.get(), "the flag is kept");
      } else {
        call.abort();
        IOException thrown = failure.get(4, TimeUnit.SECONDS);
        assertTrue(thrown.getMessage().contains("killed by the test"), thrown::toString);
      }
    }

    void awaitPhase(Phase phase) throws InterruptedException {
      while (!call.phases.contains(phase)) {
        Thread.sleep(5);
      }
    }
  }

  private static Request get(RawServer server) {
    return Bodies.request("GET", server.uri(), 0);
  }

  @ParameterizedTest
  @EnumSource
  void theWaitForTheResponseEnds(End how) throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              reached.countDown();
              peer.awaitEnd();
              ended.countDown();
            })) {
      Running exchange = new Running(get(server), new TestCall());
      reached.await();
      exchange.awaitPhase(Phase.AWAITING);
      exchange.end(how);
      assertTrue(ended.await(4, TimeUnit.SECONDS));
      assertEquals(
          List.of(Phase.LEASING, Phase.CONNECTING, Phase.WRITING, Phase.AWAITING),
          exchange.call.phases);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theReadingOfTheBodyEnds(End how) throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc");
              peer.awaitEnd();
              ended.countDown();
            })) {
      Running exchange = new Running(get(server), new TestCall());
      reached.await();
      exchange.end(how);
      assertTrue(ended.await(4, TimeUnit.SECONDS));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theWritingToAServerThatDoesNotReadEnds(End how) throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              Plateau.of(emitted);
              reached.countDown();
              Thread.sleep(Long.MAX_VALUE);
            })) {
      Running exchange = new Running(Bodies.request("POST", server.uri(), -1), upload);
      reached.await();
      exchange.end(how);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theHandshakeEndsAndTheBodyIsNotStarted(End how) throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.in.read();
              reached.countDown();
              peer.awaitEnd();
              ended.countDown();
            })) {
      URI secure = URI.create("https://" + server.authority() + "/");
      Running exchange = new Running(Bodies.request("POST", secure, -1), upload);
      reached.await();
      exchange.end(how);
      assertTrue(ended.await(4, TimeUnit.SECONDS));
      assertEquals(0, upload.written.get());
      assertEquals(List.of(Phase.LEASING, Phase.CONNECTING, Phase.HANDSHAKING), upload.phases);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theConnectingEnds(End how) throws Exception {
    try (FullServer full = new FullServer()) {
      Running exchange = new Running(Bodies.request("POST", full.uri(), -1), upload);
      exchange.awaitPhase(Phase.CONNECTING);
      exchange.end(how);
      assertEquals(0, upload.written.get());
    }
  }

  @Test
  void anExchangeThatIsAbortedBeforeItBeginsSendsNothing() throws Exception {
    try (RawServer server = new RawServer(peer -> reached.countDown())) {
      TestCall call =
          new TestCall() {
            @Override
            public void onAbort(Consumer<IOException> action) {
              action.accept(new IOException("killed by the test"));
            }
          };
      Running exchange = new Running(get(server), call);
      IOException thrown = exchange.failure.get();
      assertTrue(thrown.getMessage().contains("killed by the test"), thrown::toString);
      assertEquals(1, reached.getCount(), "nobody has connected");
    }
  }

  @Test
  void anAbortAfterTheEndLeavesTheConnectionToTheNextExchange() throws Exception {
    CountDownLatch aborted = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
              aborted.await();
              peer.send("k");
            })) {
      TestCall first = new TestCall();
      assertEquals("ok", transport.exchange(get(server), first).text());
      try (Response second = transport.exchange(get(server), new TestCall())) {
        assertEquals('o', second.body().read());
        first.abort();
        aborted.countDown();
        assertEquals('k', second.body().read());
      }
    }
  }
}
