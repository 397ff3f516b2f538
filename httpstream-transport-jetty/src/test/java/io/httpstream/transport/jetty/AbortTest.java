package io.httpstream.transport.jetty;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In each phase: who waits is released, and the server sees the connection go. */
@Timeout(60)
class AbortTest {
  private static final long PROMPT_SECONDS = 5;

  private final Transport transport = JettyTransport.create();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicLong emitted = new AtomicLong();
  private final TestCall upload =
      new TestCall(wire -> Bodies.emit(wire, Long.MAX_VALUE, emitted::set) == 0);

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  /** What ends an exchange. */
  enum End {
    ABORT {
      @Override
      void end(Exchange exchange) throws Exception {
        exchange.call.abort();
        IOException thrown = exchange.failure.get(PROMPT_SECONDS, TimeUnit.SECONDS);
        assertTrue(thrown.getMessage().contains("killed by the test"), thrown::toString);
      }
    },
    INTERRUPT {
      @Override
      void end(Exchange exchange) throws Exception {
        exchange.thread.interrupt();
        assertInstanceOf(
            InterruptedIOException.class, exchange.failure.get(PROMPT_SECONDS, TimeUnit.SECONDS));
        assertTrue(exchange.flagKept.get(), "the flag is kept");
      }
    };

    abstract void end(Exchange exchange) throws Exception;
  }

  /** An exchange on a thread of its own, which reads the response to its end. */
  private final class Exchange {
    final TestCall call;
    final CompletableFuture<IOException> failure = new CompletableFuture<>();
    final CompletableFuture<Boolean> flagKept = new CompletableFuture<>();
    final Thread thread;

    Exchange(Request request, TestCall call) {
      this.call = call;
      this.thread = new Thread(() -> run(request), "caller");
      thread.setDaemon(true);
      thread.start();
    }

    private void run(Request request) {
      try (Response response = transport.exchange(request, call)) {
        int unused = response.body().read();
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
  }

  private RawServer silentAfterHead() throws IOException {
    return new RawServer(
        peer -> {
          peer.head();
          reached.countDown();
          peer.awaitEnd();
          ended.countDown();
        });
  }

  private void expectTheServerSawIt() throws InterruptedException {
    assertTrue(ended.await(PROMPT_SECONDS, TimeUnit.SECONDS), "the server saw no end");
  }

  @ParameterizedTest
  @EnumSource
  void theWaitForTheResponseEnds(End end) throws Exception {
    try (RawServer server = silentAfterHead()) {
      Exchange exchange = new Exchange(Bodies.request("GET", server.uri(), 0), new TestCall());
      reached.await();
      end.end(exchange);
      expectTheServerSawIt();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theWaitForTheResponseAfterABodyEnds(End end) throws Exception {
    try (RawServer server = silentAfterHead()) {
      TestCall call =
          new TestCall(
              wire -> {
                wire.emit(new byte[5], 5);
                return true;
              });
      Exchange exchange = new Exchange(Bodies.request("POST", server.uri(), 5), call);
      reached.await();
      end.end(exchange);
      expectTheServerSawIt();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theReadingOfTheBodyEnds(End end) throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc");
              peer.awaitEnd();
              ended.countDown();
            })) {
      Exchange exchange = new Exchange(Bodies.request("GET", server.uri(), 0), new TestCall());
      reached.await();
      end.end(exchange);
      expectTheServerSawIt();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theWritingToAServerThatDoesNotReadEnds(End end) throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              Plateau.of(emitted);
              reached.countDown();
              Thread.sleep(1000);
              peer.awaitEnd();
              ended.countDown();
            })) {
      Exchange exchange = new Exchange(Bodies.request("POST", server.uri(), -1), upload);
      reached.await();
      end.end(exchange);
      expectTheServerSawIt();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theHandshakeEndsAndTheBodyIsNotStarted(End end) throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              int unused = peer.in.read();
              reached.countDown();
              peer.awaitEnd();
              ended.countDown();
            })) {
      URI secure = URI.create("https://" + server.authority() + "/");
      Exchange exchange = new Exchange(Bodies.request("POST", secure, -1), upload);
      reached.await();
      end.end(exchange);
      expectTheServerSawIt();
      assertEquals(0, upload.written.get());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theConnectingEndsAndTheBodyIsNotStarted(End end) throws Exception {
    try (FullServer port = new FullServer()) {
      Exchange exchange = new Exchange(Bodies.request("POST", port.uri(), -1), upload);
      end.end(exchange);
      assertEquals(0, upload.written.get());
    }
  }

  @Test
  void anInterruptedThreadDoesNotTouchTheConnection() throws Exception {
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
      expectTheServerSawIt();
    }
  }

  @Test
  void anAbortOfAnExchangeThatIsOverHarmsNoOther() throws Exception {
    try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
      for (int i = 0; i < 50; i++) {
        TestCall call = new TestCall();
        try (Response response = transport.exchange(Bodies.request("GET", server.uri(), 0), call)) {
          assertEquals("ok", response.text());
          call.abort();
        }
      }
      assertEquals(1, server.connections());
    }
  }

  @Test
  void closingTheTransportEndsWhatIsOpen() throws Exception {
    try (RawServer server = silentAfterHead()) {
      Exchange exchange = new Exchange(Bodies.request("GET", server.uri(), 0), new TestCall());
      reached.await();
      transport.close();
      exchange.failure.get(PROMPT_SECONDS, TimeUnit.SECONDS);
      expectTheServerSawIt();
    }
  }
}
