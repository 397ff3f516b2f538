package io.httpstream;

import io.httpstream.message.Scope;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The calls that are under way, middleware and its pauses included, until no more may begin. */
final class OpenCalls {
  private final Set<Scope> scopes = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean refused;

  /**
   * A call begins.
   *
   * @throws IllegalStateException if no more may
   */
  void begin(Scope scope) {
    scopes.add(scope);
    if (refused) {
      end(scope);
      throw new IllegalStateException("the client is closed");
    }
  }

  void end(Scope scope) {
    scopes.remove(scope);
    if (refused) {
      lock.lock();
      try {
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** From now on no call may begin. */
  void refuse() {
    refused = true;
  }

  /** Waits until all calls are over; false if they are not in time. */
  boolean awaitEnd(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (!scopes.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return scopes.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Cancels all of them.
   *
   * @throws RuntimeException the first that an action of a program's own threw; all were cancelled
   */
  void cancel(String why) {
    RuntimeException failure = null;
    for (Scope scope : scopes) {
      try {
        scope.cancel(why);
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
