package io.httpstream.transport.apache;

import io.httpstream.message.Limits;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that have been idle for long, to whatever origin: on one daemon thread, which
 * is there only while the pool has connections. Apache's own evictor has a thread for each client
 * and all its life.
 */
final class IdleConnections implements AutoCloseable {
  static final Duration STANDARD = Duration.ofSeconds(30);
  private static final long SHORTEST_PERIOD = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LONGEST_PERIOD = TimeUnit.SECONDS.toNanos(5);

  private final PoolingHttpClientConnectionManager pool;
  private final Duration longest;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition end = lock.newCondition();
  private volatile @Nullable Thread thread;
  private boolean closed;

  IdleConnections(PoolingHttpClientConnectionManager pool, Duration longest) {
    this.pool = pool;
    this.longest = longest;
  }

  /** There is a connection in the pool, in use or idle. */
  void watch() {
    if (thread != null || !Limits.isFinite(longest)) {
      return;
    }
    lock.lock();
    try {
      if (thread == null && !closed) {
        Thread started = new Thread(this::run, "httpstream-apache-idle");
        started.setDaemon(true);
        started.start();
        thread = started;
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (awaitTick() && !retired()) {
      pool.closeIdle(TimeValue.of(longest));
    }
  }

  /** False if there will be none. */
  @SuppressWarnings("WaitNotInLoop") // Woken for nothing, it looks early: no harm.
  private boolean awaitTick() {
    long period = Math.max(SHORTEST_PERIOD, Math.min(LONGEST_PERIOD, longest.toNanos() / 8));
    lock.lock();
    try {
      if (!closed) {
        end.awaitNanos(period);
      }
      return !closed;
    } catch (InterruptedException e) {
      // By whoever ends all threads.
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Ends this thread if there is nothing to watch; the next connection starts another. */
  private boolean retired() {
    lock.lock();
    try {
      Thread current = thread;
      // In this order: a connection that comes now either is seen here, or sees that nobody
      // watches.
      thread = null;
      PoolStats stats = pool.getTotalStats();
      boolean empty = stats.getLeased() + stats.getAvailable() == 0;
      if (!empty) {
        thread = current;
      }
      return empty;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      end.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
