package io.httpstream.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.requirement.RuleList;
import io.httpstream.tck.requirement.Tier;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules are told three times: as a case, in the locked list and in SPEC.md. They must agree. */
class RequirementsTest {
  /** A row of SPEC.md: id, level, layer, and the rule in more words than in the locked list. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| *([A-Z]+-[0-9]+) *\\| *(\\w+) *\\| *(\\w+) *\\|");

  @Test
  void casesAndTheLockedListAgree() {
    List<String> cases = new ArrayList<>();
    for (Requirement each : requirements()) {
      cases.add(each.id() + " " + each.level() + " " + each.layer());
    }
    assertEquals(locked(), cases.stream().sorted().toList());
  }

  private static List<String> locked() {
    return RuleList.locked().rules().stream()
        .filter(rule -> rule.tier() == Tier.CORE)
        .map(rule -> rule.id() + " " + rule.level() + " " + rule.layer())
        .sorted()
        .toList();
  }

  private static List<Requirement> requirements() {
    List<Requirement> requirements = new ArrayList<>();
    for (Class<?> nested : TransportTck.class.getDeclaredClasses()) {
      for (Method method : nested.getSuperclass().getDeclaredMethods()) {
        Requirement requirement = method.getAnnotation(Requirement.class);
        if (requirement != null) {
          requirements.add(requirement);
        }
      }
    }
    return requirements;
  }

  @Test
  void theSpecificationAndTheLockedListAgree() throws IOException {
    List<String> specified =
        ROW.matcher(Files.readString(specification()))
            .results()
            .filter(row -> !row.group(1).startsWith("IOP-"))
            .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
            .sorted()
            .toList();
    assertEquals(locked(), specified);
  }

  @Test
  void theSpecificationHasTheVersionOfTheList() throws IOException {
    String version = "Version " + RuleList.VERSION + ".";
    assertTrue(Files.readString(specification()).contains(version), version);
  }

  /** At the root of the project, which is somewhere above the directory that a build runs in. */
  private static Path specification() {
    Path start = Path.of("").toAbsolutePath();
    return Stream.iterate(start, dir -> dir != null, Path::getParent)
        .map(dir -> dir.resolve("SPEC.md"))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no SPEC.md above " + start));
  }
}
