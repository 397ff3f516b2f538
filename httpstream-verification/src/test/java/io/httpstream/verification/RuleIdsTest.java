package io.httpstream.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.httpstream.tck.requirement.LockedRule;
import io.httpstream.tck.requirement.RuleList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * An id is told to people outside: once it is in docs/rule-ids.txt, its rule is neither taken away
 * nor numbered anew. New rules are added there by this test with -Dhttpstream.ids.update=true,
 * which never changes or removes a line.
 */
class RuleIdsTest {
  private static final Path LOCK = ClassPaths.root().resolve("docs").resolve("rule-ids.txt");

  @Test
  void eachIdKeepsItsRule() throws IOException {
    Map<String, String> locked = locked();
    Map<String, String> found = new TreeMap<>();
    for (LockedRule rule : RuleList.locked().rules()) {
      found.put(rule.id(), rule.sentence());
    }
    if (Boolean.getBoolean("httpstream.ids.update")) {
      append(locked, found);
      locked = locked();
    }
    assertEquals(
        lines(locked),
        lines(found),
        "rules and their locked ids differ; mvn verify -Dhttpstream.ids.update=true adds new ones,"
            + " and whoever sharpens a rule's sentence changes it in both places");
  }

  private static Map<String, String> locked() throws IOException {
    Map<String, String> locked = new TreeMap<>();
    for (String line : Files.readAllLines(LOCK)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] columns = line.split(" \\| ", 2);
        String before = locked.put(columns[0], columns[1]);
        assertEquals(null, before, () -> LOCK + " has " + columns[0] + " twice");
      }
    }
    return locked;
  }

  private static void append(Map<String, String> locked, Map<String, String> found)
      throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(LOCK));
    found.forEach(
        (id, sentence) -> {
          if (!locked.containsKey(id)) {
            lines.add(id + " | " + sentence);
          }
        });
    Files.write(LOCK, lines);
  }

  private static String lines(Map<String, String> rules) {
    List<String> lines = new ArrayList<>();
    rules.forEach((id, sentence) -> lines.add(id + " | " + sentence));
    return String.join("\n", lines);
  }
}
