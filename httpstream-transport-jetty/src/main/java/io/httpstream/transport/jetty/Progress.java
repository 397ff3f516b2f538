package io.httpstream.transport.jetty;

import io.httpstream.message.Phase;
import io.httpstream.transport.Call;
import java.util.concurrent.locks.ReentrantLock;

/** Tells how far an exchange has come; what a callback says too late is not said. */
final class Progress {
  private final Call call;
  private final ReentrantLock lock = new ReentrantLock();
  private Phase reached = Phase.PREPARING;

  Progress(Call call) {
    this.call = call;
  }

  /** A phase begins, unless a later one has. */
  void tell(Phase phase) {
    lock.lock();
    try {
      if (phase.compareTo(reached) > 0) {
        reached = phase;
        call.phase(phase);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A phase begins of which the guard knows by itself. */
  void skipTo(Phase phase) {
    lock.lock();
    try {
      reached = phase;
    } finally {
      lock.unlock();
    }
  }
}
