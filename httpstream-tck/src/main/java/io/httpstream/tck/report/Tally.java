package io.httpstream.tck.report;

import io.httpstream.tck.requirement.RuleList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** How often each result came. */
public final class Tally {
  private final Map<Result, Long> counts = new EnumMap<>(Result.class);

  private Tally() {}

  /**
   * Counts rows.
   *
   * @param rows of one transport or of all
   * @return their results
   */
  public static Tally of(Collection<Row> rows) {
    Tally tally = new Tally();
    rows.forEach(row -> tally.counts.merge(row.result(), 1L, Long::sum));
    return tally;
  }

  /**
   * How often a result came.
   *
   * @param result which
   * @return rows
   */
  public long of(Result result) {
    return counts.getOrDefault(result, 0L);
  }

  /**
   * The verdict.
   *
   * @return one line: the version of the rules, and how many rows there are of each result
   */
  public String verdict() {
    return String.format(
        "httpstream TCK, rules %s: %d passed, %d %s, %d unsupported, %d not run, %d failed",
        RuleList.VERSION,
        of(Result.PASSED),
        of(Result.DEVIATION),
        of(Result.DEVIATION) == 1 ? "deviation" : "deviations",
        of(Result.UNSUPPORTED),
        of(Result.NOT_RUN),
        of(Result.FAILED));
  }
}
