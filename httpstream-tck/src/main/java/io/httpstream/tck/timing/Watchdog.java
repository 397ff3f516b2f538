package io.httpstream.tck.timing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a case on a thread of its own, so that one that hangs is left behind and fails. */
public final class Watchdog {
  private Watchdog() {}

  /** What is watched. */
  @FunctionalInterface
  public interface Task {
    /**
     * Runs it.
     *
     * @throws Throwable to fail
     */
    void run() throws Throwable;
  }

  /**
   * Runs a task, but no longer than a limit.
   *
   * @param name of the task's thread
   * @param limit how long it may take, already scaled
   * @param task what to run
   * @throws Throwable what the task threw, or an {@link AssertionError} with a dump of all threads
   */
  public static void run(String name, Duration limit, Task task) throws Throwable {
    FutureTask<Optional<Throwable>> future =
        new FutureTask<>(
            () -> {
              try {
                task.run();
                return Optional.empty();
              } catch (Throwable e) {
                return Optional.of(e);
              }
            });
    Thread thread = new Thread(future, name);
    thread.setDaemon(true);
    thread.start();
    try {
      Optional<Throwable> failure = future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (failure.isPresent()) {
        throw failure.get();
      }
    } catch (TimeoutException e) {
      String dump = ThreadDump.take();
      thread.interrupt();
      throw new AssertionError("it hangs: no end after " + limit.toSeconds() + " s\n" + dump);
    }
  }
}
