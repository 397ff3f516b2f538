package io.httpstream.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limits;
import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitTimerTest {
  private final ScriptedTransport transport = ScriptedTransport.accepting();

  private static Request get(Limits limits) {
    return Request.builder("GET", URI.create("http://h/")).limits(limits).build();
  }

  private static Limits never() {
    Limits limits = Limits.defaults();
    for (io.httpstream.message.Limit limit : io.httpstream.message.Limit.values()) {
      limits = limits.with(limit, Limits.NEVER);
    }
    return limits;
  }

  private static long timers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("httpstream-timer"))
        .count();
  }

  @SuppressWarnings("ThreadPriorityCheck") // A poll, with the test's own limit.
  private static void awaitTimers(long count) {
    while (timers() != count) {
      Thread.yield();
    }
  }

  @Test
  void thereIsNoThreadBeforeTheFirstExchangeAndNoneAfterAWhileWithoutOne() throws Exception {
    awaitTimers(0);
    try (Guard guard = new Guard(transport, 64, leak -> {})) {
      assertEquals(0, timers());
      guard.send(get(never())).close();
      assertEquals(1, timers());
      awaitTimers(0);
      checkThatLimitsHold(guard);
    }
    awaitTimers(0);
  }

  /** Also after the thread has ended and another must be started. */
  private void checkThatLimitsHold(Guard guard) {
    CompletableFuture<IOException> killed = new CompletableFuture<>();
    transport.script =
        (request, call) -> {
          call.onAbort(killed::complete);
          call.phase(Phase.AWAITING);
          throw new IOException(killed.join());
        };
    Limits brief = never().responseHeaders(Duration.ofMillis(20));
    assertThrows(ExchangeTimeoutException.class, () -> guard.send(get(brief)));
  }

  @Test
  void limitsHoldWhateverATransportDoesToTheTimer() throws Exception {
    List<Runnable> harm =
        List.of(
            () -> Thread.currentThread().interrupt(),
            () -> {
              throw new AssertionError("broken");
            });
    try (Guard guard = new Guard(transport, 64, leak -> {})) {
      for (Runnable each : harm) {
        transport.script =
            (request, call) -> {
              CompletableFuture<IOException> killed = new CompletableFuture<>();
              call.onAbort(
                  reason -> {
                    killed.complete(reason);
                    each.run();
                  });
              call.phase(Phase.AWAITING);
              throw new IOException(killed.join());
            };
        Limits brief = never().responseHeaders(Duration.ofMillis(20));
        assertThrows(ExchangeTimeoutException.class, () -> guard.send(get(brief)));
        checkThatLimitsHold(guard);
      }
    }
  }

  @Test
  void manyExchangesRacingWithTheTimersEndAreAllWatched() throws Exception {
    transport.script =
        (request, call) -> {
          CompletableFuture<IOException> killed = new CompletableFuture<>();
          call.onAbort(killed::complete);
          call.phase(Phase.AWAITING);
          killed.join();
          return Response.builder(200).build();
        };
    Limits brief = never().responseHeaders(Duration.ofMillis(1));
    try (Guard guard = new Guard(transport, 64, leak -> {})) {
      CompletableFuture<?>[] calls = new CompletableFuture<?>[8];
      for (int i = 0; i < calls.length; i++) {
        calls[i] =
            CompletableFuture.runAsync(
                () -> {
                  for (int n = 0; n < 25; n++) {
                    assertThrows(ExchangeTimeoutException.class, () -> guard.send(get(brief)));
                  }
                },
                task -> new Thread(task).start());
      }
      CompletableFuture.allOf(calls).join();
    }
  }
}
