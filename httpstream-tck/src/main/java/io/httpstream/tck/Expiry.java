package io.httpstream.tck;

import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limit;
import io.httpstream.message.Phase;
import io.httpstream.message.Response;
import io.httpstream.tck.timing.Timing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What must run into a limit of time: not before the time is up, and in the end.
 *
 * @param limit the limit that is to end it
 * @param value its value
 * @param phases those in which it may be found to be
 */
record Expiry(Limit limit, Duration value, List<Phase> phases) {
  static Expiry of(Limit limit, Duration value, Phase... phases) {
    return new Expiry(limit, value, List.of(phases));
  }

  /** Runs it on a thread of its own, so that a limit that does not end it is seen. */
  ExchangeTimeoutException expect(String what, Callable<?> action) {
    FutureTask<Outcome> running = new FutureTask<>(() -> Outcome.of(action));
    Thread thread = new Thread(running, "tck-expiry");
    thread.setDaemon(true);
    thread.start();
    Timing.eventually(
        "the " + limit.words() + " limit of " + value.toMillis() + " ms ends " + what,
        running::isDone);
    try {
      return judged(what, running.get());
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("the outcome of " + what + " is lost", e);
    }
  }

  private ExchangeTimeoutException judged(String what, Outcome outcome) {
    Throwable failure = outcome.failure();
    if (failure == null) {
      throw new AssertionError(what + " must fail, but it came to its end");
    }
    if (!(failure instanceof ExchangeTimeoutException expired) || expired.limit() != limit) {
      throw new AssertionError(
          what + " must run into the " + limit.words() + " limit, but failed with " + failure,
          failure);
    }
    if (outcome.time().compareTo(value) < 0) {
      throw new AssertionError(
          "the "
              + limit.words()
              + " limit of "
              + value.toMillis()
              + " ms must not end "
              + what
              + " before its time, but did so after "
              + outcome.time().toMillis()
              + " ms");
    }
    if (!phases.contains(expired.phase())) {
      throw new AssertionError(
          what + " must fail in one of " + phases + ", but did so in " + expired.phase(), expired);
    }
    return expired;
  }

  private record Outcome(@Nullable Throwable failure, Duration time) {
    static Outcome of(Callable<?> action) {
      long start = System.nanoTime();
      Throwable failure = null;
      try {
        if (action.call() instanceof Response response) {
          response.abort();
        }
      } catch (Throwable e) {
        failure = e;
      }
      return new Outcome(failure, Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
