package io.httpstream.test.proxy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What has happened at a {@link FaultProxy}, to be looked at and to be waited for. Thread-safe;
 * keeps the last {@value #KEPT} events.
 */
public final class ProxyLog {
  private static final int KEPT = 10_000;
  private static final int SHOWN = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<ProxyEvent> events = new ArrayDeque<>();
  private final Map<ProxyEvent.Kind, Integer> counts = new EnumMap<>(ProxyEvent.Kind.class);
  private final Map<Direction, Long> passed = new EnumMap<>(Direction.class);

  ProxyLog() {}

  void add(ProxyEvent event) {
    lock.lock();
    try {
      if (events.size() == KEPT) {
        events.removeFirst();
      }
      events.addLast(event);
      counts.merge(event.kind(), 1, Integer::sum);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void passed(Direction direction, int bytes) {
    lock.lock();
    try {
      passed.merge(direction, (long) bytes, Long::sum);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * What has happened.
   *
   * @return a copy, the oldest first
   */
  public List<ProxyEvent> events() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  /**
   * How often something has happened.
   *
   * @param kind what
   * @return since the proxy's start
   */
  public int count(ProxyEvent.Kind kind) {
    lock.lock();
    try {
      return counts.getOrDefault(kind, 0);
    } finally {
      lock.unlock();
    }
  }

  /**
   * How many connections are there that were accepted and are not closed.
   *
   * @return now
   */
  public int open() {
    lock.lock();
    try {
      return count(ProxyEvent.Kind.ACCEPTED) - count(ProxyEvent.Kind.CLOSED);
    } finally {
      lock.unlock();
    }
  }

  /**
   * How many bytes have passed.
   *
   * @param direction which way
   * @return of all connections together
   */
  public long passed(Direction direction) {
    lock.lock();
    try {
      return passed.getOrDefault(direction, 0L);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until something has happened so often, but no longer than ten seconds.
   *
   * @param kind what
   * @param times how often since the proxy's start
   * @throws AssertionError if it has not
   */
  public void await(ProxyEvent.Kind kind, int times) {
    await(times + " times " + kind, log -> log.count(kind) >= times, PATIENCE);
  }

  /**
   * Waits until so many bytes have passed, but no longer than ten seconds.
   *
   * @param direction which way
   * @param bytes how many of all connections together
   * @throws AssertionError if they have not
   */
  public void awaitPassed(Direction direction, long bytes) {
    await(bytes + " bytes " + direction, log -> log.passed(direction) >= bytes, PATIENCE);
  }

  /**
   * Waits until all connections are closed, but no longer than ten seconds.
   *
   * @throws AssertionError if one is left
   */
  public void awaitAllClosed() {
    await("all connections closed", log -> log.open() == 0, PATIENCE);
  }

  /**
   * Waits for anything that this log can tell. No wait is a sleep: it is asked again with each
   * event, and with each piece of bytes that passes.
   *
   * @param what is waited for, in words, for the message
   * @param holds asked on this thread, while the log stands still
   * @param patience the longest to wait
   * @throws AssertionError if it does not come to hold, or the thread is interrupted
   */
  public void await(String what, Predicate<ProxyLog> holds, Duration patience) {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (!holds.test(this)) {
        if (left <= 0) {
          throw new AssertionError(
              "within " + patience + " this did not happen at the proxy: " + what + "\n" + this);
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for this at the proxy: " + what, e);
    } finally {
      lock.unlock();
    }
  }

  /** The last {@value #SHOWN} events, one a line. */
  @Override
  public String toString() {
    List<ProxyEvent> all = events();
    String last =
        all.stream()
            .skip(Math.max(0, all.size() - SHOWN))
            .map(ProxyEvent::toString)
            .collect(Collectors.joining("\n"));
    return last.isEmpty() ? "nothing has happened" : last;
  }
}
