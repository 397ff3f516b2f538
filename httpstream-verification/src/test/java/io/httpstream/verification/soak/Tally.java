package io.httpstream.verification.soak;

import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** How exchanges have ended, and what must not have happened. Thread-safe. */
final class Tally {
  private static final int KEPT = 20;

  private final AtomicLong started = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final Map<String, AtomicLong> outcomes = new ConcurrentHashMap<>();
  private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();

  void started() {
    started.incrementAndGet();
  }

  void ended(String outcome) {
    ended.incrementAndGet();
    outcomes.computeIfAbsent(outcome, any -> new AtomicLong()).incrementAndGet();
  }

  void wrong(Throwable failure) {
    if (wrong.size() < KEPT) {
      wrong.add(failure);
    }
  }

  long count(String outcome) {
    AtomicLong count = outcomes.get(outcome);
    return count == null ? 0 : count.get();
  }

  /** Fails if something has happened that must not. */
  void check() {
    Throwable first = wrong.peek();
    if (first != null) {
      AssertionError error = new AssertionError(wrong.size() + " or more: " + first, first);
      wrong.stream().skip(1).forEach(error::addSuppressed);
      throw error;
    }
    if (started.get() != ended.get()) {
      throw new AssertionError(
          started + " exchanges were begun, but " + ended + " outcomes were seen");
    }
  }

  @Override
  public String toString() {
    return started + " exchanges: " + new TreeMap<>(outcomes);
  }
}
