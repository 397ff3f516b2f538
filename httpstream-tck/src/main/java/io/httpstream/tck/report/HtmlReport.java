package io.httpstream.tck.report;

import io.httpstream.tck.requirement.LockedRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The report for people: one page that needs nothing else, with each cell's reason behind it. */
final class HtmlReport {
  private static final String STYLE = "report.css";

  private final Matrix matrix;
  private final StringBuilder page = new StringBuilder();

  private HtmlReport(Matrix matrix) {
    this.matrix = matrix;
  }

  static String of(Matrix matrix) {
    HtmlReport report = new HtmlReport(matrix);
    report.head();
    report.summary();
    Matrix.groups().forEach(report::group);
    report.rules();
    return report.page.append("</main>\n</body>\n</html>\n").toString();
  }

  private void head() {
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<title>httpstream TCK</title>\n<style>\n").append(style());
    page.append(
        "</style>\n</head>\n<body>\n<main>\n<h1>httpstream TCK</h1>\n<p class=\"verdict\">");
    page.append(escaped(Tally.of(matrix.rows()).verdict())).append(".</p>\n");
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IllegalStateException("the TCK lacks its own resource " + STYLE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(STYLE + " can't be read", e);
    }
  }

  private void summary() {
    page.append(
        "<div class=\"wide\"><table class=\"summary\">\n<tr><th scope=\"col\">transport</th>");
    for (Result result : Result.values()) {
      page.append("<th scope=\"col\">").append(result.word()).append("</th>");
    }
    page.append("</tr>\n");
    for (String transport : matrix.transports()) {
      page.append("<tr><th scope=\"row\">").append(escaped(transport)).append("</th>");
      Tally tally = Tally.of(matrix.rows(transport));
      for (Result result : Result.values()) {
        long count = tally.of(result);
        page.append("<td class=\"").append(count == 0 ? "none" : result.word()).append("\">");
        page.append(count).append("</td>");
      }
      page.append("</tr>\n");
    }
    page.append("</table></div>\n");
  }

  private void group(String title, List<LockedRule> rules) {
    page.append("<h2>").append(escaped(title)).append("</h2>\n");
    page.append("<div class=\"wide\"><table class=\"rules\">\n<tr><th scope=\"col\">rule</th>");
    for (String transport : matrix.transports()) {
      page.append("<th scope=\"col\">").append(escaped(transport)).append("</th>");
    }
    page.append("<th scope=\"col\" class=\"sentence\"></th>");
    page.append("</tr>\n");
    for (LockedRule rule : rules) {
      page.append("<tr><th scope=\"row\"><a href=\"#").append(rule.id()).append("\">");
      page.append(rule.id()).append("</a></th>");
      matrix.rows(rule).forEach(this::cell);
      page.append("<td class=\"sentence\">").append(escaped(rule.sentence()));
      page.append("</td></tr>\n");
    }
    page.append("</table></div>\n");
  }

  private void cell(Row row) {
    String word = row.result().word();
    page.append("<td class=\"").append(word).append("\">");
    if (row.detail().isEmpty()) {
      page.append(word);
    } else {
      page.append("<a href=\"#").append(reasonOf(row)).append("\" title=\"");
      page.append(escaped(row.detail())).append("\">").append(word).append("</a>");
    }
    page.append("</td>");
  }

  /** All rules in words, and beneath each what a cell of it says. */
  private void rules() {
    page.append("<h2>The rules</h2>\n<dl>\n");
    for (List<LockedRule> rules : Matrix.groups().values()) {
      for (LockedRule rule : rules) {
        page.append("<dt id=\"").append(rule.id()).append("\">").append(rule.id());
        page.append(" <small>").append(rule.level()).append(", ").append(rule.layer());
        page.append(", ").append(rule.tier().word()).append("</small></dt>\n<dd>");
        page.append(escaped(rule.sentence()));
        matrix.rows(rule).forEach(this::reason);
        page.append("</dd>\n");
      }
    }
    page.append("</dl>\n");
  }

  private void reason(Row row) {
    if (!row.detail().isEmpty()) {
      page.append("<p id=\"").append(reasonOf(row)).append("\"><b>");
      page.append(escaped(row.transport())).append("</b>, ").append(row.result().word());
      page.append(": ").append(escaped(row.detail())).append("</p>");
    }
  }

  private String reasonOf(Row row) {
    return row.rule().id() + "-" + matrix.transports().indexOf(row.transport());
  }

  /** For text and for attributes in double quotes. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isShown(c) ? c : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  /** Neither a control character nor half a surrogate pair, which HTML can't hold. */
  private static boolean isShown(int c) {
    return c == '\n' || c == '\t' || (!Character.isISOControl(c) && (c < 0xD800 || c > 0xDFFF));
  }
}
