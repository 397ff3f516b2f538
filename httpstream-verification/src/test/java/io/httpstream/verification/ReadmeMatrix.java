package io.httpstream.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.httpstream.tck.requirement.LockedRule;
import io.httpstream.tck.requirement.RuleList;
import java.io.IOException;
import java.lang.Runtime.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The README's summary of the TCK says what the report says. Run after all other tests, as the
 * report is theirs; after a change that is meant, with -Dhttpstream.readme.update=true.
 */
class ReadmeMatrix {
  private static final Path README = ClassPaths.root().resolve("README.md");
  private static final Path REPORT = ClassPaths.root().resolve("target/tck/report.json");
  private static final String BEGIN = "<!-- summary: written by ReadmeMatrix -->\n\n";
  private static final String END = "\n<!-- end of summary -->";

  /** Newer ones support more, and from this one on the JDK's client deviates less (JDK-8283544). */
  private static final Version BELOW = Version.parse("17.0.18");

  @Test
  void theSummaryInTheReadmeSaysWhatTheReportSays() throws IOException {
    assumeTrue(
        Runtime.version().compareToIgnoreOptional(BELOW) < 0,
        "the summary is about Java 17 before " + BELOW);
    String table = table();
    assumeTrue(!table.contains("not run"), "only part of the TCK was run");
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    int end = readme.indexOf(END, begin);
    if (Boolean.getBoolean("httpstream.readme.update")) {
      readme = readme.substring(0, begin) + table + readme.substring(end);
      Files.writeString(README, readme);
      end = readme.indexOf(END, begin);
    }
    assertEquals(
        table,
        readme.substring(begin, end),
        "the summary in the README is not up to date;"
            + " mvn verify -Dhttpstream.readme.update=true writes it anew");
  }

  private static String table() throws IOException {
    Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
    for (JsonNode row : new ObjectMapper().readTree(REPORT.toFile())) {
      String group = group(row.get("id").textValue());
      String cell = group + " on " + row.get("transport").textValue();
      counts
          .computeIfAbsent(cell, any -> new TreeMap<>())
          .merge(row.get("result").textValue(), 1, Integer::sum);
    }
    List<String> heads = new ArrayList<>(List.of("rules", ""));
    heads.addAll(ClassPaths.TRANSPORTS);
    StringBuilder table = new StringBuilder(line(heads));
    table.append("|---".repeat(heads.size())).append("|\n");
    Map<String, Integer> sizes = new LinkedHashMap<>();
    RuleList.locked().rules().forEach(rule -> sizes.merge(rule.group(), 1, Integer::sum));
    sizes.forEach(
        (group, size) -> {
          List<String> cells = new ArrayList<>(List.of(group, size.toString()));
          for (String transport : ClassPaths.TRANSPORTS) {
            cells.add(cell(counts.getOrDefault(group + " on " + transport, Map.of()), size));
          }
          table.append(line(cells));
        });
    return table.toString();
  }

  private static String group(String id) {
    return RuleList.locked().rule(id).map(LockedRule::group).orElseThrow();
  }

  /** Says what is not kept; what is kept goes without saying. */
  private static String cell(Map<String, Integer> counts, int size) {
    int passed = counts.getOrDefault("passed", 0);
    if (passed == size) {
      return "all";
    }
    List<String> words = new ArrayList<>(List.of(Integer.toString(passed)));
    counts.forEach(
        (result, count) -> {
          if (!result.equals("passed")) {
            words.add(count + " " + result.replace('-', ' '));
          }
        });
    if (counts.isEmpty()) {
      words.add("not run");
    }
    return String.join(", ", words);
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
