package io.httpstream.transport;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A look at an input on a thread of its own, while a write is blocked. Reading TLS can mean to
 * write: to a request for new keys (RFC 8446, section 4.6.3) the JDK's socket answers from within
 * the read, and so waits for the blocked write. The timer, which has called, must not.
 */
final class AsideLook {
  private final Runnable look;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private boolean writing;
  private @Nullable Thread looking;

  AsideLook(Runnable look) {
    this.look = look;
  }

  /** A write begins. */
  void begin() {
    lock.lock();
    try {
      writing = true;
    } finally {
      lock.unlock();
    }
  }

  /** Looks, unless somebody does or no write is going on. */
  void start() {
    lock.lock();
    try {
      if (writing && (looking == null || !looking.isAlive())) {
        Thread thread = new Thread(look, "httpstream-look");
        thread.setDaemon(true);
        thread.start();
        looking = thread;
      }
    } finally {
      lock.unlock();
    }
  }

  /** A write has ended. When this returns nobody looks any more. */
  void end() {
    Thread last;
    lock.lock();
    try {
      writing = false;
      last = looking;
      looking = null;
    } finally {
      lock.unlock();
    }
    if (last != null) {
      join(last);
    }
  }

  /** The input is not the reader's before that, so an interrupt has to wait for it, too. */
  private static void join(Thread last) {
    boolean interrupted = false;
    while (last.isAlive()) {
      try {
        last.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
