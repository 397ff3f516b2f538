package io.httpstream.tck.report;

import io.httpstream.tck.requirement.LockedRule;
import io.httpstream.tck.requirement.RuleList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** All that this JVM knows of rules and transports, one row for each pair. Thread-safe. */
public final class Report {
  /** By file, so that a run of saboteurs inside another run keeps to itself. */
  private static final Map<Path, Report> REPORTS = new ConcurrentHashMap<>();

  private final Path file;
  private final Map<String, Map<String, Row>> rowsByTransport = new LinkedHashMap<>();

  private Report(Path file) {
    this.file = file;
  }

  /**
   * The report that is written to a file.
   *
   * @param file where
   * @return the same report for the same file
   */
  public static Report in(Path file) {
    return REPORTS.computeIfAbsent(file.toAbsolutePath().normalize(), Report::new);
  }

  private static Map<String, Row> notRun(String transport) {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (LockedRule rule : RuleList.locked().rules()) {
      rows.put(rule.id(), new Row(transport, rule, Result.NOT_RUN, "no case was run"));
    }
    return rows;
  }

  /**
   * Puts down what came of a rule. With the first one, all other rules of the transport are there
   * as not run.
   *
   * @param row replaces the former one
   */
  public synchronized void put(Row row) {
    rowsByTransport.computeIfAbsent(row.transport(), Report::notRun).put(row.rule().id(), row);
  }

  /** Writes all rows as a JSON array. */
  public synchronized void write() {
    List<Row> rows =
        rowsByTransport.values().stream().flatMap(each -> each.values().stream()).toList();
    String json = rows.stream().map(Row::json).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, json);
    } catch (IOException e) {
      throw new UncheckedIOException("the report can't be written to " + file, e);
    }
  }
}
