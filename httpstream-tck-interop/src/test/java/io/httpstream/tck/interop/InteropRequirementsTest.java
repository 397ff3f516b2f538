package io.httpstream.tck.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** As in the core tier, rules are told as a case, in the locked list and in SPEC.md. */
class InteropRequirementsTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| *(IOP-[0-9]+) *\\| *(\\w+) *\\| *(\\w+) *\\|");

  private static List<String> locked() {
    return RuleList.locked().rules().stream()
        .filter(rule -> rule.tier() == Tier.INTEROP)
        .map(rule -> rule.id() + " " + rule.level() + " " + rule.layer())
        .sorted()
        .toList();
  }

  @Test
  void casesAndTheLockedListAgree() {
    List<String> cases = new ArrayList<>();
    for (Class<?> nested : InteropTck.class.getDeclaredClasses()) {
      for (Method method : nested.getSuperclass().getDeclaredMethods()) {
        Requirement each = method.getAnnotation(Requirement.class);
        if (each != null) {
          cases.add(each.id() + " " + each.level() + " " + each.layer());
        }
      }
    }
    assertEquals(locked(), cases.stream().sorted().toList());
  }

  @Test
  void theSpecificationAndTheLockedListAgree() throws IOException {
    List<String> specified =
        ROW.matcher(Files.readString(above("SPEC.md")))
            .results()
            .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
            .sorted()
            .toList();
    assertEquals(locked(), specified);
  }

  @Test
  void theImageHasAllFilesBesideItsDockerfile() throws IOException {
    Path folder = above("src/main/resources/" + Docker.FOLDER);
    try (Stream<Path> files = Files.walk(folder)) {
      assertEquals(
          files
              .filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString().replace('\\', '/'))
              .sorted()
              .toList(),
          Docker.FILES.stream().sorted().toList());
    }
  }

  /** Somewhere above the directory that a build runs in. */
  private static Path above(String name) {
    Path start = Path.of("").toAbsolutePath();
    return Stream.iterate(start, dir -> dir != null, Path::getParent)
        .map(dir -> dir.resolve(name))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + name + " above " + start));
  }
}
