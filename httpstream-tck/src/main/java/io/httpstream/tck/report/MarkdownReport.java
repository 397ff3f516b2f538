package io.httpstream.tck.report;

import io.httpstream.tck.requirement.LockedRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The report for who reads it beside the code. */
final class MarkdownReport {
  private MarkdownReport() {}

  static String of(Matrix matrix) {
    StringBuilder text = new StringBuilder("# TCK report\n\n");
    text.append(Tally.of(matrix.rows()).verdict()).append(".\n");
    Matrix.groups().forEach((title, rules) -> group(text, title, rules, matrix));
    reasons(text, matrix);
    return text.toString();
  }

  private static void group(
      StringBuilder text, String title, List<LockedRule> rules, Matrix matrix) {
    text.append("\n## ").append(title).append("\n\n");
    List<String> heads = new ArrayList<>(List.of("id", "level", "rule"));
    heads.addAll(matrix.transports());
    text.append(line(heads)).append("|---".repeat(heads.size())).append("|\n");
    for (LockedRule rule : rules) {
      List<String> cells = new ArrayList<>();
      cells.addAll(List.of(rule.id(), rule.level().name(), rule.sentence()));
      matrix.rows(rule).forEach(row -> cells.add(row.result().word()));
      text.append(line(cells));
    }
  }

  private static void reasons(StringBuilder text, Matrix matrix) {
    text.append("\n## Reasons\n\n");
    for (Map.Entry<String, Map<String, Row>> transport : matrix.rowsByTransport().entrySet()) {
      for (Row row : transport.getValue().values()) {
        if (row.result() != Result.PASSED) {
          text.append("- ").append(row.rule().id()).append(" on ").append(row.transport());
          text.append(", ").append(row.result().word()).append(": ");
          text.append(plain(row.detail())).append('\n');
        }
      }
    }
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells.stream().map(MarkdownReport::plain).toList()) + " |\n";
  }

  /** What a failure says may hold anything, and must neither end a cell nor become a tag. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        plain.append(' ');
      } else {
        plain.append("\\`*_[]<>|".indexOf(c) < 0 ? "" : "\\").append(c);
      }
    }
    return plain.toString();
  }
}
