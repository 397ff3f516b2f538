package io.httpstream.transport.apache;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.util.TimeValue;

/**
 * Closes connections that have been idle for long, to whatever origin: now and then, when an
 * exchange begins, so that no thread is needed for it.
 */
final class IdleConnections {
  static final TimeValue LONGEST = TimeValue.ofSeconds(30);
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(5);

  private final PoolingHttpClientConnectionManager pool;
  private final AtomicLong last = new AtomicLong(System.nanoTime());

  IdleConnections(PoolingHttpClientConnectionManager pool) {
    this.pool = pool;
  }

  void closeSometimes() {
    long now = System.nanoTime();
    long before = last.get();
    if (now - before >= PERIOD && last.compareAndSet(before, now)) {
      pool.closeIdle(LONGEST);
    }
  }
}
