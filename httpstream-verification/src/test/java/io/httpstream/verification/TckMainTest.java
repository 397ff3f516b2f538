package io.httpstream.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.tck.Main;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.RuleList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The TCK without a build, as somebody runs it who has jars and a JDK. */
class TckMainTest {
  private static final List<String> RULES = List.of("REQ-002", "REQ-003", "MEM-001");

  @TempDir private Path folder;

  private JavaProgram.Output run(String transports, String... classes) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-Dhttpstream.tck.only=" + String.join(",", RULES),
                "-Dhttpstream.tck.memSize=64MiB",
                "-Dhttpstream.tck.transport=" + transports,
                "-Dhttpstream.tck.report=" + report(".json"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(classes));
    return new JavaProgram(folder).runToItsEnd(command.toArray(String[]::new));
  }

  /** Rules about the set-up are checked whichever are chosen. */
  private static long fixture() {
    return RuleList.locked().rules().stream().filter(rule -> rule.layer() == Layer.FIXTURE).count();
  }

  private Path report(String ending) {
    return folder.resolve("tck").resolve("report" + ending);
  }

  private static String lastLine(JavaProgram.Output output) {
    return output.out().lines().reduce("", (before, line) -> line);
  }

  @Test
  void transportsOnTheClassPathAreTested() throws Exception {
    JavaProgram.Output output = run("jdk,okhttp");
    assertEquals(0, output.exit(), output.err());
    for (String rule : RULES) {
      assertTrue(
          output.out().lines().anyMatch(line -> line.matches(rule + " +passed +passed +.*")),
          output::out);
    }
    assertTrue(
        lastLine(output)
            .matches(
                "httpstream TCK, rules .*: %d passed, 0 deviations, .* 0 failed"
                    .formatted(2 * (RULES.size() + fixture()))),
        output::out);
    for (String ending : List.of(".json", ".md", ".html")) {
      assertTrue(Files.size(report(ending)) > 0, ending);
    }
  }

  @Test
  void aBrokenRuleIsAnExitCode() throws Exception {
    JavaProgram.Output output = run("", ReportTest.Hostile.class.getName());
    assertEquals(1, output.exit(), output.err());
    assertTrue(output.out().contains("REQ-002 on hostile, failed: REQ-002 is broken"), output::out);
    assertTrue(lastLine(output).endsWith("3 failed"), output::out);
  }

  @Test
  void nothingToTestIsAnExitCodeOfItsOwn() throws Exception {
    JavaProgram.Output unknown = run("nix");
    assertEquals(2, unknown.exit(), unknown.err());
    assertTrue(
        unknown
            .err()
            .contains("no transport to test of the name nix; on the class path there are:"),
        unknown::err);
    JavaProgram.Output absent = run("", "no.such.Tck");
    assertEquals(2, absent.exit(), absent.err());
    assertTrue(absent.err().contains("there is no class no.such.Tck"), absent::err);
  }
}
