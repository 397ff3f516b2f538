package io.httpstream.testbed;

import java.util.concurrent.atomic.AtomicLong;

/** How far a writer gets whose peer does not read. */
public final class Plateau {
  private Plateau() {}

  /** Waits until a number is more than zero and has not changed for half a second. */
  public static long of(AtomicLong number) throws InterruptedException {
    long last = 0;
    for (int still = 0; still < 10; ) {
      Thread.sleep(50);
      long now = number.get();
      still = now > 0 && now == last ? still + 1 : 0;
      last = now;
    }
    return last;
  }
}
