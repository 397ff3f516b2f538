package io.httpstream.tck;

import io.httpstream.message.ExchangeTimeoutException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Pauses for longer than a limit, and tells whether that has tripped it. */
final class Pause {
  private final Duration limit;
  private volatile @Nullable AssertionError blamed;
  private volatile boolean excused;

  Pause(Duration limit) {
    this.limit = limit;
  }

  /** What is done before or after a pause. */
  interface Step {
    void run() throws IOException;
  }

  /** If this takes as long as the limit, it may have tripped it before the pause begins. */
  void after(Step step) throws IOException {
    long start = System.nanoTime();
    step.run();
    if (System.nanoTime() - start >= limit.toNanos()) {
      excused = true;
    }
  }

  void pauseAnd(Step step) throws IOException {
    sleep();
    long start = System.nanoTime();
    try {
      step.run();
    } catch (ExchangeTimeoutException e) {
      if (System.nanoTime() - start < limit.toNanos()) {
        blamed =
            new AssertionError("a pause of the caller's own must trip no limit, but got " + e, e);
      }
      throw e;
    }
  }

  private void sleep() {
    try {
      Thread.sleep(limit.toMillis() + limit.toMillis() / 4);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted in a pause", e);
    }
  }

  /** Throws if a pause has tripped the limit. */
  void check() {
    if (blamed != null && !excused) {
      throw blamed;
    }
  }
}
