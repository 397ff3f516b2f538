package io.httpstream.tck.timing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Something that happens once, on whichever side, and that others wait for. Thread-safe. */
public final class Signal {
  private final String sentence;
  private final CountDownLatch raised = new CountDownLatch(1);
  private volatile boolean missed;

  /**
   * Makes a signal that has not been raised.
   *
   * @param sentence what has happened when it is raised, for example {@code "the server saw chunk
   *     1"}
   */
  public Signal(String sentence) {
    this.sentence = sentence;
  }

  /** Tells that it has happened. */
  public void raise() {
    raised.countDown();
  }

  /**
   * Whether it has happened.
   *
   * @return without waiting
   */
  public boolean isRaised() {
    return raised.getCount() == 0;
  }

  /**
   * Waits until it has happened.
   *
   * @throws AssertionError if it does not happen; the signal remembers that, as a transport may
   *     swallow what a writer throws
   */
  public void await() {
    try {
      if (raised.await(Timing.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting until " + sentence, e);
    }
    missed = true;
    throw failure();
  }

  /**
   * Throws if a wait was in vain, on whichever thread.
   *
   * @throws AssertionError if it was
   */
  public void check() {
    if (missed) {
      throw failure();
    }
  }

  private AssertionError failure() {
    return new AssertionError(
        "within " + Timing.patience().toSeconds() + " s this did not happen: " + sentence);
  }

  @Override
  public String toString() {
    return sentence + (isRaised() ? " (yes)" : " (not yet)");
  }
}
