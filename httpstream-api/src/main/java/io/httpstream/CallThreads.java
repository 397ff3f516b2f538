package io.httpstream;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where calls run that their caller does not wait for: each on a virtual thread where the JDK has
 * them (21 and later), else on a daemon thread of a pool that belongs to the client.
 */
final class CallThreads implements Executor, AutoCloseable {
  private static final Optional<ThreadFactory> VIRTUAL = virtual();

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          5,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          platform(),
          (call, closed) -> {
            throw closed();
          });

  private static IllegalStateException closed() {
    return new IllegalStateException("the client is closed");
  }

  private static ThreadFactory platform() {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "httpstream-call-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** By reflection, as this library is compiled for 17. */
  private static Optional<ThreadFactory> virtual() {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      Method name = type.getMethod("name", String.class, long.class);
      Object named = name.invoke(builder, "httpstream-call-", 1L);
      return Optional.of((ThreadFactory) type.getMethod("factory").invoke(named));
    } catch (ReflectiveOperationException | UnsupportedOperationException e) {
      // Before 21, or with previews off in 19 and 20.
      return Optional.empty();
    }
  }

  /**
   * Runs a call.
   *
   * @throws IllegalStateException if this has been closed
   */
  @Override
  public void execute(Runnable call) {
    if (VIRTUAL.isEmpty()) {
      pool.execute(call);
    } else if (pool.isShutdown()) {
      throw closed();
    } else {
      VIRTUAL.get().newThread(call).start();
    }
  }

  /** Ends each thread when its call is over. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
