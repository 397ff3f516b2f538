package io.httpstream.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says with the last words of a build that servers in containers were not asked, so that nobody
 * takes a green build for one that has asked them.
 */
public final class InteropNotice {
  private InteropNotice() {}

  /**
   * Reads the report of the TCK, if there is one.
   *
   * @param arguments the report's file
   * @throws IOException if it can't be read
   */
  public static void main(String[] arguments) throws IOException {
    Path report = Path.of(arguments[0]);
    if (!Files.exists(report)) {
      return;
    }
    Set<String> reasons = new TreeSet<>();
    Set<String> rules = new TreeSet<>();
    for (JsonNode row : new ObjectMapper().readTree(report.toFile())) {
      if (row.get("tier").textValue().equals("interop")
          && row.get("result").textValue().equals("not-run")) {
        reasons.add(row.get("detail").textValue());
        rules.add(row.get("id").textValue());
      }
    }
    if (!rules.isEmpty()) {
      sayLast(
          "[WARNING] INTEROP NOT RUN: "
              + String.join("; ", reasons)
              + " ("
              + rules.size()
              + " rules)");
    }
  }

  /** Here and when Maven ends, as a summary of all modules comes between. */
  private static void sayLast(String sentence) {
    System.out.println(sentence);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(sentence)));
  }
}
