package io.httpstream.test.responses;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was opened and is not over, by numbers that grow. Knows no type of the API. */
public final class OpenResponses {
  private static final AtomicLong LAST = new AtomicLong();
  private static final Map<Long, String> OPEN = new ConcurrentSkipListMap<>();

  private OpenResponses() {}

  /**
   * A response is open.
   *
   * @param words which, and where it was opened
   * @return ends that
   */
  static Runnable add(String words) {
    long number = LAST.incrementAndGet();
    OPEN.put(number, words);
    return () -> OPEN.remove(number);
  }

  /**
   * The number of the response that was opened last.
   *
   * @return for {@link #since}
   */
  public static long last() {
    return LAST.get();
  }

  /**
   * Those that are open now, and were not before.
   *
   * @param number what {@link #last} was then
   * @return in the order in which they were opened
   */
  public static List<String> since(long number) {
    return OPEN.entrySet().stream()
        .filter(entry -> entry.getKey() > number)
        .map(Map.Entry::getValue)
        .toList();
  }
}
