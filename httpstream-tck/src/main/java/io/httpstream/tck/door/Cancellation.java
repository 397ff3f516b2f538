package io.httpstream.tck.door;

import org.jspecify.annotations.Nullable;

/**
 * Cancels a request from any thread, whatever door it goes through, and whether it has been sent
 * yet or not. Thread-safe.
 */
public final class Cancellation {
  private @Nullable Runnable action;
  private boolean cancelled;

  /** Cancels the request, again if it was before. */
  public void cancel() {
    Runnable current;
    synchronized (this) {
      cancelled = true;
      current = action;
    }
    if (current != null) {
      current.run();
    }
  }

  /** Sets how the request is cancelled. */
  void by(Runnable newAction) {
    boolean late;
    synchronized (this) {
      action = newAction;
      late = cancelled;
    }
    if (late) {
      newAction.run();
    }
  }
}
