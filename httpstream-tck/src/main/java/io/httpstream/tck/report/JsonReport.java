package io.httpstream.tck.report;

import java.util.stream.Collectors;

/** The report for programs: an array of rows. */
final class JsonReport {
  private JsonReport() {}

  static String of(Matrix matrix) {
    return matrix.rows().stream().map(Row::json).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }
}
