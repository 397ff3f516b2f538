package io.httpstream.examples.relay;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What something cost in this JVM.
 *
 * @param heapBefore bytes in use before it, after a collection
 * @param heapAfter bytes in use after it, after a collection
 * @param allocated bytes allocated by all threads
 * @param threadsAdded how many more threads there were at most than before it
 */
record Cost(long heapBefore, long heapAfter, long allocated, int threadsAdded) {
  /** A measurement that has begun. */
  static final class Meter {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Allocation allocation = new Allocation();
    private final long heapBefore;
    private final long allocatedBefore;
    private final int threadsBefore;

    private Meter() {
      heapBefore = heapInUse();
      threads.resetPeakThreadCount();
      threadsBefore = threads.getThreadCount();
      allocatedBefore = allocation.sinceStart();
    }

    static Meter start() {
      return new Meter();
    }

    Cost stop() {
      long allocated = allocation.sinceStart() - allocatedBefore;
      int added = threads.getPeakThreadCount() - threadsBefore;
      return new Cost(heapBefore, heapInUse(), allocated, added);
    }

    private static long heapInUse() {
      System.gc();
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }
}
