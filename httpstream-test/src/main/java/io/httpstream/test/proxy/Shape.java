package io.httpstream.test.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** How fast bytes pass in one direction, and in what pieces. For one thread. */
final class Shape {
  /** A bandwidth is kept evenly enough if there are so many pieces in a second. */
  private static final int PIECES = 50;

  private final List<Action.Latency> latencies = new ArrayList<>();
  private final SplittableRandom random;
  private long bytesPerSecond = Long.MAX_VALUE;
  private int size = Integer.MAX_VALUE;
  private long nanosBetween;
  private long slowClose;
  private long free = System.nanoTime();

  Shape(long seed) {
    this.random = new SplittableRandom(seed);
  }

  void add(Action.Latency latency) {
    latencies.add(latency);
  }

  void add(Action.Bandwidth bandwidth) {
    bytesPerSecond = Math.min(bytesPerSecond, bandwidth.bytesPerSecond());
  }

  void add(Action.Slicer slicer) {
    size = Math.min(size, slicer.size());
    nanosBetween += slicer.delay().toNanos();
  }

  void add(Action.SlowClose slow) {
    slowClose += slow.delay().toNanos();
  }

  /** How long to hold what has just come. */
  long latency() {
    long nanos = 0;
    for (Action.Latency latency : latencies) {
      nanos += latency.delay().toNanos();
      long jitter = latency.jitter().toNanos();
      nanos += jitter == 0 ? 0 : random.nextLong(jitter + 1);
    }
    return nanos;
  }

  /** How many bytes of so many to pass next. */
  int piece(int available) {
    long piece = Math.min(size, Math.max(1, bytesPerSecond / PIECES));
    return (int) Math.min(piece, available);
  }

  /** How long to wait before so many bytes pass. */
  long delayOf(int piece) {
    if (bytesPerSecond == Long.MAX_VALUE) {
      return nanosBetween;
    }
    long now = System.nanoTime();
    free = (free - now > 0 ? free : now) + piece * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    return Math.max(nanosBetween, free - now);
  }

  /** How long to hold back the end. */
  long slowClose() {
    return slowClose;
  }
}
