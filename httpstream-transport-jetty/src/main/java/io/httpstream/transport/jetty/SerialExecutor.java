package io.httpstream.transport.jetty;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs one task after the other, on the thread of whoever comes first: what is given while a task
 * runs, by this task too, is run behind it. Nobody waits.
 */
final class SerialExecutor implements Executor {
  private final ReentrantLock lock = new ReentrantLock();

  // Both guarded by the lock.
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  @Override
  public void execute(Runnable task) {
    lock.lock();
    try {
      if (running) {
        waiting.add(task);
        return;
      }
      running = true;
    } finally {
      lock.unlock();
    }
    RuntimeException failure = null;
    for (Runnable next = task; next != null; next = next()) {
      try {
        next.run();
      } catch (RuntimeException e) {
        // The others must have their turn: nobody else would run them.
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private @Nullable Runnable next() {
    lock.lock();
    try {
      Runnable next = waiting.poll();
      running = next != null;
      return next;
    } finally {
      lock.unlock();
    }
  }
}
