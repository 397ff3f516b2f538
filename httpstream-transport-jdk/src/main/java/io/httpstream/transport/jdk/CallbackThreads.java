package io.httpstream.transport.jdk;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one client on which the JDK resolves names, decrypts, and calls back.
 *
 * <p>Nothing of ours blocks there, so that the JDK's own thread could do it all ({@code
 * Runnable::run}), which is measured to be a little cheaper. But then names would be resolved on
 * the caller's thread, where no abort can release it, and a trust manager that blocks would stop
 * every exchange of the client. Two threads keep both apart from the selector; see
 * docs/decisions/0003-jdk-executor.md.
 */
final class CallbackThreads implements Executor {
  private static final int THREADS = 2;
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

  CallbackThreads() {
    pool.allowCoreThreadTimeOut(true);
  }

  private Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "httpstream-jdk-" + made.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void execute(Runnable command) {
    try {
      pool.execute(command);
    } catch (RejectedExecutionException closed) {
      // On the JDK's own thread, which it would end otherwise: what is told when the client is
      // closed, of a connect that took too long for one, must not be lost either.
      command.run();
    }
  }

  void shutDown() {
    pool.shutdown();
  }
}
