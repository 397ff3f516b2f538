package io.httpstream.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of transports that are deaf to interrupts, as blocking sockets are. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptTest {
  private final ScriptedTransport transport = ScriptedTransport.accepting();
  private final Guard guard = new Guard(transport, 64, leak -> {});
  private final CountDownLatch blocked = new CountDownLatch(1);
  private final CompletableFuture<IOException> killed = new CompletableFuture<>();

  @AfterEach
  void close() {
    guard.close();
  }

  private static Request get() {
    return Request.builder("GET", URI.create("http://h/")).build();
  }

  /** What a caller got, and whether its thread was still interrupted then. */
  private record Outcome(Throwable failure, boolean flag) {}

  private interface Action {
    void run() throws Exception;
  }

  private Outcome interrupted(Action action) throws Exception {
    FutureTask<Outcome> task =
        new FutureTask<>(
            () -> {
              Throwable failure = assertThrows(Throwable.class, action::run);
              return new Outcome(failure, Thread.currentThread().isInterrupted());
            });
    Thread thread = new Thread(task, "interrupted");
    thread.setDaemon(true);
    thread.start();
    blocked.await();
    thread.interrupt();
    return task.get();
  }

  /**
   * As a blocking socket does; a wait of java.util.concurrent would take the flag off meanwhile.
   */
  private IOException block() {
    blocked.countDown();
    while (!killed.isDone()) {
      Thread.onSpinWait();
    }
    return new SocketException(killed.join().getMessage());
  }

  private static void expect(String words, Outcome outcome) {
    assertInstanceOf(InterruptedIOException.class, outcome.failure);
    assertTrue(outcome.failure.getMessage().contains(words), outcome.failure.getMessage());
    assertTrue(outcome.flag, "the flag is kept");
  }

  @Test
  void aCallerWhoWaitsForTheResponseIsFreed() throws Exception {
    transport.script =
        (request, call) -> {
          call.onAbort(killed::complete);
          call.phase(Phase.AWAITING);
          throw block();
        };
    expect("waiting for the response headers", interrupted(() -> guard.send(get())));
  }

  @Test
  void theFlagIsKeptThoughTheBackendTakesItOff() throws Exception {
    transport.script =
        (request, call) -> {
          call.onAbort(killed::complete);
          call.phase(Phase.AWAITING);
          IOException seen = block();
          assertTrue(Thread.interrupted());
          throw seen;
        };
    expect("waiting for the response headers", interrupted(() -> guard.send(get())));
  }

  @Test
  void aCallerIsFreedWhereNoLimitIsSetAtAll() throws Exception {
    transport.script =
        (request, call) -> {
          call.onAbort(killed::complete);
          call.phase(Phase.AWAITING);
          throw block();
        };
    Limits none = Limits.defaults();
    for (Limit limit : Limit.values()) {
      none = none.with(limit, Limits.NEVER);
    }
    Request request = get().toBuilder().limits(none).build();
    expect("waiting for the response headers", interrupted(() -> guard.send(request)));
  }

  @Test
  void aReaderIsFreed() throws Exception {
    transport.script =
        (request, call) -> {
          call.onAbort(killed::complete);
          InputStream body =
              new InputStream() {
                @Override
                public int read() throws IOException {
                  throw block();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                  return read();
                }
              };
          return Response.builder(200).body(body).build();
        };
    Response response = guard.send(get());
    expect("reading the response body", interrupted(() -> response.body().read()));
  }

  /**
   * The first read gives one byte; later ones take an interrupt's flag off, as many a wait does.
   */
  private Response open(int length) throws IOException {
    transport.script =
        (request, call) -> {
          call.onAbort(killed::complete);
          InputStream body =
              new ByteArrayInputStream(new byte[length]) {
                @Override
                public synchronized int read(byte[] bytes, int offset, int wanted) {
                  if (Thread.interrupted()) {
                    throw new IllegalStateException("interrupted");
                  }
                  return super.read(bytes, offset, Math.min(wanted, 1));
                }
              };
          return Response.builder(200).body(body).build();
        };
    return guard.send(get());
  }

  @Test
  void theConnectionOfAReaderWhoWasInterruptedBeforeIsGivenUp() throws Exception {
    blocked.countDown();
    Response response = open(100);
    assertEquals(0, response.body().read());
    Outcome outcome =
        interrupted(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
              response.body().read();
            });
    expect("reading the response body", outcome);
    assertTrue(killed.isDone(), "the connection is half read");
  }

  @Test
  void whoeverClosesWhileInterruptedKeepsTheFlagAndTheConnection() throws Exception {
    Response response = open(100);
    Thread.currentThread().interrupt();
    response.close();
    assertTrue(Thread.interrupted(), "the flag is kept");
    assertFalse(killed.isDone(), "what is left is little");
  }

  @Test
  void whoeverIsInterruptedBeforeSendsNothing() throws Exception {
    blocked.countDown();
    Outcome outcome =
        interrupted(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
              guard.send(get());
            });
    expect("before it was sent", outcome);
    assertEquals(List.of(), transport.events);
  }

  @Test
  void whatABackendOfChannelsThrowsIsTheSame() throws Exception {
    transport.script =
        (request, call) -> {
          call.phase(Phase.AWAITING);
          throw new ClosedByInterruptException();
        };
    blocked.countDown();
    FutureTask<Outcome> task =
        new FutureTask<>(
            () -> {
              Throwable failure = assertThrows(IOException.class, () -> guard.send(get()));
              return new Outcome(failure, Thread.interrupted());
            });
    task.run();
    expect("waiting for the response headers", task.get());
  }

  @Test
  void whatTheSocketsOfTheJdkThrowOnAVirtualThreadIsTheSame() throws Exception {
    transport.script =
        (request, call) -> {
          call.phase(Phase.CONNECTING);
          Thread.currentThread().interrupt();
          throw new SocketException("Closed by interrupt");
        };
    FutureTask<Outcome> task =
        new FutureTask<>(
            () -> {
              Throwable failure = assertThrows(IOException.class, () -> guard.send(get()));
              return new Outcome(failure, Thread.interrupted());
            });
    task.run();
    expect("while connecting", task.get());
  }
}
