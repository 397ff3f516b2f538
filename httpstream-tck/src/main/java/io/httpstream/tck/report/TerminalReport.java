package io.httpstream.tck.report;

import io.httpstream.tck.requirement.LockedRule;
import java.util.List;

/** The report for a terminal: the matrix, the reasons, and the verdict as the last line. */
final class TerminalReport {
  private static final int NARROWEST = 11;

  private TerminalReport() {}

  static String of(Matrix matrix) {
    StringBuilder text = new StringBuilder();
    int width =
        matrix.transports().stream().mapToInt(String::length).max().orElse(0) > NARROWEST
            ? matrix.transports().stream().mapToInt(String::length).max().orElse(0)
            : NARROWEST;
    Matrix.groups()
        .forEach(
            (title, rules) -> {
              text.append(String.format("%n%-10s", ""));
              matrix.transports().forEach(name -> text.append(cell(name, width)));
              text.append("  ").append(title).append(System.lineSeparator());
              rules.forEach(rule -> line(text, rule, matrix, width));
            });
    reasons(text, matrix);
    return text.append(System.lineSeparator())
        .append(Tally.of(matrix.rows()).verdict())
        .append(System.lineSeparator())
        .toString();
  }

  private static void line(StringBuilder text, LockedRule rule, Matrix matrix, int width) {
    text.append(String.format("%-10s", rule.id()));
    for (Row row : matrix.rows(rule)) {
      String word = row.result() == Result.FAILED ? "FAILED" : row.result().word();
      text.append(cell(word, width));
    }
    text.append("  ").append(rule.sentence()).append(System.lineSeparator());
  }

  private static String cell(String text, int width) {
    return String.format("  %-" + width + "s", shown(text));
  }

  private static void reasons(StringBuilder text, Matrix matrix) {
    List<Row> told =
        matrix.rows().stream()
            .filter(row -> row.result() == Result.FAILED || row.result() == Result.DEVIATION)
            .toList();
    for (Row row : told) {
      text.append(
          String.format(
              "%n%s on %s, %s: %s%n",
              row.rule().id(), shown(row.transport()), row.result().word(), shown(row.detail())));
    }
  }

  /** What a failure says may hold anything, and must not steer the terminal. */
  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return shown.toString();
  }
}
