package io.httpstream.transport.jetty;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which one client resolves names: the JDK blocks there, and nothing can end that.
 * On the caller's thread no abort would release it; on Jetty's, names that don't resolve would stop
 * exchanges that have long been connected, and closing would wait for them.
 */
final class ResolverThreads implements Executor {
  private static final int THREADS = 8;
  private static final long IDLE_SECONDS = 10;

  private final AtomicInteger made = new AtomicInteger();
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          this::newThread);

  ResolverThreads() {
    pool.allowCoreThreadTimeOut(true);
  }

  private Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "httpstream-jetty-dns-" + made.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void execute(Runnable command) {
    pool.execute(command);
  }

  void shutDown() {
    pool.shutdownNow();
  }
}
