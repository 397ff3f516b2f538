package io.httpstream.guard;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all open exchanges every now and then, and ends those whose time is up or whose caller
 * was interrupted: one daemon thread for each client, started with the first exchange, though it
 * has no limit, as it may be interrupted, and ended when there has been no exchange for two
 * seconds. Nothing is scheduled for a request, so that a request costs no more than being in the
 * set.
 */
final class LimitTimer implements AutoCloseable {
  /** How much later than its limit an exchange may be ended: a sixteenth of it. */
  private static final int PRECISION = 16;

  private static final long FINEST = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long COARSEST = TimeUnit.MILLISECONDS.toNanos(250);

  /** Ticks without an exchange before the thread ends. */
  private static final int IDLE_TICKS = 8;

  private final Set<Exchange> open;
  private final Leaks leaks;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Thread thread;
  private boolean closed;
  private volatile long period = Long.MAX_VALUE;

  LimitTimer(Set<Exchange> open, Leaks leaks) {
    this.open = open;
    this.leaks = leaks;
  }

  /** Begins to watch an exchange that has been added to the set. */
  void watch(Exchange exchange) {
    quicken(exchange.deadlines().shortest());
  }

  /** Makes sure that a limit of this many nanoseconds is seen in time, and interrupts anyhow. */
  void quicken(long limit) {
    tick(precision(limit));
  }

  /** Makes sure that exchanges are looked at as often as this, in nanoseconds. */
  void tick(long wanted) {
    if (wanted >= period) {
      return;
    }
    lock.lock();
    try {
      if (closed || wanted >= period) {
        return;
      }
      if (thread == null) {
        Thread started = new Thread(this::run, "httpstream-timer");
        started.setDaemon(true);
        started.start();
        thread = started;
      }
      period = wanted;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private static long precision(long limit) {
    return Math.max(FINEST, Math.min(COARSEST, limit / PRECISION));
  }

  private void run() {
    int idle = 0;
    while (idle < IDLE_TICKS || !retired()) {
      if (!awaitTick()) {
        return;
      }
      idle = open.isEmpty() ? idle + 1 : 0;
      sweep();
    }
  }

  /** Ends this thread if there is nothing to watch; the next exchange starts another. */
  private boolean retired() {
    lock.lock();
    try {
      // In this order: an exchange that comes now either is seen here, or sees that nobody watches.
      period = Long.MAX_VALUE;
      if (!open.isEmpty()) {
        period = COARSEST;
        return false;
      }
      thread = null;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next tick; false if there will be none. */
  @SuppressWarnings("WaitNotInLoop") // Woken for nothing, it looks at the exchanges early: no harm.
  private boolean awaitTick() {
    lock.lock();
    try {
      if (!closed) {
        changed.awaitNanos(period);
      }
      return !closed;
    } catch (InterruptedException e) {
      // What it calls may leave the flag set, and others interrupt whatever runs: limits still
      // hold.
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void sweep() {
    leaks.reclaim();
    long now = System.nanoTime();
    long next = COARSEST;
    for (Exchange exchange : open) {
      if (!exchange.isAborted()) {
        exchange.deadlines().passed(now).ifPresent(exchange::timeOut);
        exchange.heedInterrupt();
        exchange.lookIfBlocked(now);
      }
      next = Math.min(next, precision(exchange.deadlines().shortest()));
      next = Math.min(next, exchange.nextLook());
    }
    // An exchange that comes in between is seen at the next tick, a quarter of a second at most.
    period = next;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
