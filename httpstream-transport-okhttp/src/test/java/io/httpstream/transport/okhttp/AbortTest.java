package io.httpstream.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In each phase: who waits is released at once, and the server sees the connection go. */
@Timeout(60)
class AbortTest {
  /** A way to end an exchange. */
  @FunctionalInterface
  private interface End {
    void of(Caller caller) throws Exception;
  }

  private final Transport transport = OkHttpTransport.create();
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

  private static Request get(RawServer server) {
    return Bodies.request("GET", server.uri(), 0);
  }

  @Test
  void anAbortEndsTheWaitForTheResponse() throws Exception {
    endsAwaiting(Caller::abort);
  }

  @Test
  void anInterruptEndsTheWaitForTheResponse() throws Exception {
    endsAwaiting(Caller::interrupt);
  }

  private void endsAwaiting(End end) throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              reached.countDown();
              peer.awaitEnd();
              ended.countDown();
            })) {
      Caller caller = new Caller(transport, get(server), new TestCall());
      reached.await();
      end.of(caller);
      assertTrue(ended.await(4, TimeUnit.SECONDS));
    }
  }

  @Test
  void anAbortEndsTheReadingOfTheBody() throws Exception {
    endsReading(Caller::abort);
  }

  @Test
  void anInterruptEndsTheReadingOfTheBody() throws Exception {
    endsReading(Caller::interrupt);
  }

  private void endsReading(End end) throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc");
              peer.awaitEnd();
              ended.countDown();
            })) {
      Caller caller = new Caller(transport, get(server), new TestCall());
      caller.reading.await();
      end.of(caller);
      assertTrue(ended.await(4, TimeUnit.SECONDS));
    }
  }

  @Test
  void anAbortEndsTheWritingToAServerThatDoesNotRead() throws Exception {
    endsWriting(Caller::abort);
  }

  @Test
  void anInterruptEndsTheWritingToAServerThatDoesNotRead() throws Exception {
    endsWriting(Caller::interrupt);
  }

  private void endsWriting(End end) throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              Plateau.of(emitted);
              reached.countDown();
              Thread.sleep(Long.MAX_VALUE);
            })) {
      Caller caller = new Caller(transport, Bodies.request("POST", server.uri(), -1), upload);
      reached.await();
      end.of(caller);
    }
  }

  @Test
  void anInterruptedThreadDoesNotSendABody() throws Exception {
    try (RawServer server = new RawServer(RawServer.Peer::awaitEnd)) {
      TestCall call =
          new TestCall(
              wire -> {
                Thread.currentThread().interrupt();
                wire.emit(new byte[] {1}, 1);
                return true;
              });
      Caller caller = new Caller(transport, Bodies.request("POST", server.uri(), -1), call);
      assertInstanceOf(InterruptedIOException.class, caller.failure.get());
      assertTrue(caller.flagKept.get(), "the flag is kept");
    }
  }

  @Test
  void anAbortEndsTheHandshakeAndTheBodyIsNotStarted() throws Exception {
    endsHandshaking(Caller::abort);
  }

  @Test
  void anInterruptEndsTheHandshakeAndTheBodyIsNotStarted() throws Exception {
    endsHandshaking(Caller::interrupt);
  }

  private void endsHandshaking(End end) throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.in.read();
              reached.countDown();
              peer.awaitEnd();
              ended.countDown();
            })) {
      URI secure = URI.create("https://" + server.authority() + "/");
      Caller caller = new Caller(transport, Bodies.request("POST", secure, -1), upload);
      reached.await();
      end.of(caller);
      assertTrue(ended.await(4, TimeUnit.SECONDS));
      assertEquals(0, upload.written.get());
    }
  }

  @Test
  void anAbortEndsTheConnecting() throws Exception {
    endsConnecting(Caller::abort);
  }

  @Test
  void anInterruptEndsTheConnecting() throws Exception {
    endsConnecting(Caller::interrupt);
  }

  private void endsConnecting(End end) throws Exception {
    try (FullServer full = new FullServer()) {
      Caller caller = new Caller(transport, Bodies.request("POST", full.uri(), -1), upload);
      upload.awaitKillable();
      end.of(caller);
      assertEquals(0, upload.written.get());
    }
  }

  /** Each at another moment: cancelled between two steps of connecting, OkHttp would go on. */
  @Test
  void anAbortAtAnyMomentOfConnectingEndsIt() throws Exception {
    try (RawServer server = new RawServer(RawServer.Peer::awaitEnd)) {
      URI secure = URI.create("https://" + server.authority() + "/");
      for (int i = 0; i < 200; i++) {
        TestCall call = new TestCall();
        Caller caller = new Caller(transport, Bodies.request("GET", secure, 0), call);
        call.awaitKillable();
        for (long until = System.nanoTime() + i * 10_000L; System.nanoTime() < until; ) {
          Thread.onSpinWait();
        }
        caller.abort();
      }
    }
  }

  @Test
  void anExchangeThatIsAbortedBeforeItBeginsIsNotSent() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              seen.countDown();
            })) {
      TestCall call =
          new TestCall() {
            @Override
            public void onAbort(Consumer<IOException> action) {
              action.accept(new IOException("too late"));
            }
          };
      IOException thrown =
          assertThrows(IOException.class, () -> transport.exchange(get(server), call));
      assertTrue(thrown.getMessage().contains("too late"), thrown::toString);
      assertEquals(1, seen.getCount());
    }
  }

  @Test
  void closingABodyThatAnotherThreadReadsReleasesIt() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
                  peer.awaitEnd();
                  ended.countDown();
                });
        Response response = transport.exchange(get(server), new TestCall())) {
      assertEquals('a', response.body().read());
      CountDownLatch released = new CountDownLatch(1);
      RawServer.daemon(
          () -> {
            reached.countDown();
            assertThrows(IOException.class, () -> response.body().read());
            released.countDown();
          });
      reached.await();
      response.body().close();
      assertTrue(released.await(4, TimeUnit.SECONDS));
      assertTrue(ended.await(4, TimeUnit.SECONDS));
    }
  }

  @Test
  void closingTheTransportEndsWhatIsOpen() throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              reached.countDown();
              peer.awaitEnd();
              ended.countDown();
            })) {
      Caller caller = new Caller(transport, get(server), new TestCall());
      reached.await();
      transport.close();
      assertTrue(caller.failure.get(4, TimeUnit.SECONDS).getMessage().contains("closed"));
      assertTrue(ended.await(4, TimeUnit.SECONDS));
    }
  }
}
