package io.httpstream.tck.flow;

import io.httpstream.tck.timing.Timing;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts the bytes that a writer has got rid of, and tells when there are no more. A writer that is
 * slow is taken for one that is held back; never the reverse. Thread-safe.
 */
public final class PassedBytes {
  private static final long POLL = TimeUnit.MILLISECONDS.toNanos(5);

  private final String writer;
  private final AtomicLong count = new AtomicLong();

  /**
   * Starts at zero.
   *
   * @param writer whose bytes they are, for messages: {@code "the server"}
   */
  public PassedBytes(String writer) {
    this.writer = writer;
  }

  /**
   * More bytes have passed.
   *
   * @param bytes how many
   */
  public void add(long bytes) {
    count.addAndGet(bytes);
  }

  /**
   * Waits until bytes have passed, and then none for a while.
   *
   * @param quiet how long that is
   */
  public void awaitRest(Duration quiet) {
    awaitRest(quiet, Long.MAX_VALUE);
  }

  /**
   * Waits until bytes have passed, and then none for a while; fails as soon as there are too many.
   *
   * @param quiet how long that is
   * @param budget the most that may pass
   * @throws AssertionError if more have passed
   */
  public void awaitRest(Duration quiet, long budget) {
    Timing.eventually(writer + " can send the first bytes", () -> count.get() > 0);
    long start = System.nanoTime();
    long changed = start;
    long seen = 0;
    // Whoever still trickles when the patience ends has not been caught, and passes.
    while (System.nanoTime() - start < Timing.patience().toNanos()) {
      long now = count.get();
      if (now > budget) {
        throw new AssertionError(
            writer
                + " got rid of "
                + now
                + " bytes that nobody read, while the kernel takes "
                + budget
                + " at most: the rest is kept in memory");
      }
      if (now != seen) {
        seen = now;
        changed = System.nanoTime();
      } else if (System.nanoTime() - changed >= quiet.toNanos()) {
        return;
      }
      LockSupport.parkNanos(POLL);
    }
  }
}
