package io.httpstream.tck.report;

import io.httpstream.tck.requirement.LockedRule;
import io.httpstream.tck.requirement.RuleList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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

  private synchronized Matrix matrix() {
    Map<String, Map<String, Row>> copy = new LinkedHashMap<>();
    rowsByTransport.forEach((transport, rows) -> copy.put(transport, new LinkedHashMap<>(rows)));
    return new Matrix(copy);
  }

  /** Writes all rows: as JSON to the file, as Markdown and HTML to files beside it. */
  public void write() {
    Matrix matrix = matrix();
    write(file, JsonReport.of(matrix));
    write(beside(".md"), MarkdownReport.of(matrix));
    write(beside(".html"), HtmlReport.of(matrix));
  }

  private Path beside(String ending) {
    String name = String.valueOf(file.getFileName());
    String stem = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    return file.resolveSibling(stem + ending);
  }

  private static void write(Path file, String text) {
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      // What is no Unicode, half a surrogate pair of somebody's message, becomes a question mark.
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the report can't be written to " + file, e);
    }
  }

  /**
   * All rows for a terminal.
   *
   * @return lines, the last of which is the verdict
   */
  public String text() {
    return TerminalReport.of(matrix());
  }

  /**
   * All results.
   *
   * @return counted
   */
  public Tally tally() {
    return Tally.of(matrix().rows());
  }

  /**
   * The results of one transport.
   *
   * @param transport its name
   * @return counted; none if there are no rows of it
   */
  public Tally tally(String transport) {
    return Tally.of(matrix().rows(transport));
  }
}
