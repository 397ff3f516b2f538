package io.httpstream.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An exchange on a thread of its own, whose response is read to its end. */
final class Caller {
  final CompletableFuture<IOException> failure = new CompletableFuture<>();
  final CompletableFuture<Boolean> flagKept = new CompletableFuture<>();
  final CountDownLatch reading = new CountDownLatch(1);
  private final Thread thread;
  private final TestCall call;

  Caller(Transport transport, Request request, TestCall call) {
    this.call = call;
    this.thread = new Thread(() -> run(transport, request), "caller");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Transport transport, Request request) {
    try (Response response = transport.exchange(request, call)) {
      response.body().read();
      reading.countDown();
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
