package io.httpstream.guard;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Knows how long a writer has been in a call of the wire, and looks for a response in its place.
 */
final class WireWatch {
  private static final long NOT_ON_WIRE = 0;

  /** A call of the wire that takes longer is blocked; in nanoseconds. */
  static final long BLOCKED = TimeUnit.MILLISECONDS.toNanos(40);

  private final ReentrantLock looking = new ReentrantLock();
  private volatile @Nullable Runnable look;
  private volatile long since = NOT_ON_WIRE;

  /** What looks for a response. */
  void look(Runnable action) {
    look = action;
  }

  boolean hasLook() {
    return look != null;
  }

  boolean isOnWire() {
    return since != NOT_ON_WIRE;
  }

  /** A call of the wire begins. */
  void begin() {
    since = System.nanoTime() | 1;
  }

  /** When this returns nobody looks any more: the connection's input is the caller's again. */
  void end() {
    looking.lock();
    try {
      since = NOT_ON_WIRE;
    } finally {
      looking.unlock();
    }
  }

  /** Looks if the writer is blocked; throws what looking throws. */
  void lookIfBlocked(long now) {
    Runnable current = look;
    if (current == null || !isBlocked(now)) {
      return;
    }
    looking.lock();
    try {
      if (isBlocked(now)) {
        current.run();
      }
    } finally {
      looking.unlock();
    }
  }

  private boolean isBlocked(long now) {
    long begun = since;
    return begun != NOT_ON_WIRE && now - begun >= BLOCKED;
  }
}
