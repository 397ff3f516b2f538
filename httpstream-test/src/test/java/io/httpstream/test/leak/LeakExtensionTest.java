package io.httpstream.test.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

@Timeout(120)
class LeakExtensionTest {
  @AfterEach
  void cleanUp() throws Exception {
    Leaky.cleanUp();
  }

  private static EngineExecutionResults run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute();
  }

  private static EngineExecutionResults run(Class<?> tests, String method) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectMethod(tests, method)).execute();
  }

  private static String onlyFailure(Events events) {
    List<String> failures = failures(events);
    assertEquals(1, failures.size(), failures::toString);
    return failures.get(0);
  }

  private static List<String> failures(Events events) {
    return events
        .failed()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(result -> result.getThrowable().orElseThrow().getMessage())
        .toList();
  }

  private static void assertContains(String expected, String text) {
    assertTrue(text.contains(expected), () -> expected + " is not in:\n" + text);
  }

  /** Of the source of the tests that leak. */
  private static int lineOf(String comment) throws IOException {
    Path source = Path.of("src/test/java/io/httpstream/test/leak/LeakingTests.java");
    List<String> lines = Files.readAllLines(source);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(comment)) {
        return i + 1;
      }
    }
    throw new AssertionError(comment + " is not in " + source);
  }

  @Test
  void aResponseThatNobodyClosesFailsItsTestAndIsToldWithItsLine() throws IOException {
    String failure =
        onlyFailure(run(LeakingTests.OneResponse.class, "forgetsToClose").testEvents());
    assertContains("forgetsToClose() has left behind", failure);
    assertContains("1 response that nobody has closed:", failure);
    assertContains("GET http://h/forgotten -> 200, opened at ", failure);
    assertContains("(LeakingTests.java:" + lineOf("// This line is named.") + ")", failure);
  }

  @Test
  void theClosingOfItsClientDoesNotHideIt() {
    String failure =
        onlyFailure(
            run(LeakingTests.OneResponse.class, "forgetsToCloseButForTheClient").testEvents());
    assertContains("GET http://h/with-client -> 200", failure);
  }

  @Test
  void aThreadThatLivesOnFailsItsTestAndIsToldWithItsStack() {
    String failure = onlyFailure(run(LeakingTests.OneThread.class).testEvents());
    assertContains("1 thread:\n    \"forgotten-thread\" (WAITING)", failure);
    assertContains("Leaky.waitForRelease(Leaky.java:", failure);
    assertTrue(!failure.contains("known-thread"), failure);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aSocketThatStaysOpenFailsItsTestAndIsToldWithItsPeer() {
    List<String> failures =
        List.of(
            onlyFailure(run(LeakingTests.TwoSockets.class, "leavesBothOpen").testEvents())
                .split("\n"));
    int port = LeakingTests.TwoSockets.SERVER[0].getLocalPort();
    assertTrue(failures.contains("    listening on 127.0.0.1:" + port), failures::toString);
    assertTrue(
        failures.stream().anyMatch(line -> line.startsWith("    to 127.0.0.1:" + port + " from ")),
        failures::toString);
  }

  @Test
  void aSocketThatIsKnownIsLeftOut() {
    run(LeakingTests.KnownSocket.class)
        .testEvents()
        .assertStatistics(statistics -> statistics.succeeded(1));
  }

  @Test
  void whereNobodyTellsOfSocketsThatIsSaid() {
    EngineExecutionResults results = run(LeakingTests.NoTable.class);
    results.testEvents().assertStatistics(statistics -> statistics.succeeded(1));
    List<String> said =
        results
            .testEvents()
            .reportingEntryPublished()
            .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
            .map(entries -> entries.get("LeakExtension"))
            .toList();
    assertEquals(List.of("sockets are not watched: only Linux tells what is open"), said);
  }

  @Test
  void aTestThatFailsByItselfKeepsItsFailure() {
    long start = System.nanoTime();
    assertEquals("by itself", onlyFailure(run(LeakingTests.Failing.class).testEvents()));
    assertTrue(
        System.nanoTime() - start < Duration.ofSeconds(8).toNanos(), "nothing is waited for");
  }

  @Test
  void aTestThatClosesAllPassesHoweverOften() {
    Events tests = run(LeakingTests.Clean.class).testEvents();
    assertEquals(List.of(), failures(tests));
    tests.assertStatistics(statistics -> statistics.succeeded(50));
  }

  @Test
  void whatTestsShareIsLookedForWhenTheirClassIsOver() {
    EngineExecutionResults results = run(LeakingTests.Shared.class);
    assertContains("GET http://h/of-this-test", onlyFailure(results.testEvents()));
    results.testEvents().assertStatistics(statistics -> statistics.succeeded(2));
    // The same response once more, and nothing else.
    String ofClass = onlyFailure(results.containerEvents());
    assertTrue(!ofClass.contains("socket"), ofClass);

    results = run(LeakingTests.SharedAndForgotten.class);
    results.testEvents().assertStatistics(statistics -> statistics.succeeded(1));
    String failure = onlyFailure(results.containerEvents());
    assertContains("SharedAndForgotten has left behind", failure);
    assertContains("\"forgotten-by-class\"", failure);
  }

  @Test
  void oneThatIsNotStaticCanNotLookAtItsClass() {
    assertContains(
        "must be in a static field", onlyFailure(run(LeakingTests.NotStatic.class).testEvents()));
  }

  @Test
  void testsThatRunAtTheSameTimeAreRefused() {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
            .selectors(selectClass(LeakingTests.AtOnce.class))
            .execute()
            .testEvents();
    assertContains("runs at the same time as another test", onlyFailure(tests));
  }

  @Test
  void aNegativePatienceIsRefused() {
    LeakExtension.Builder builder = LeakExtension.builder();
    assertThrows(IllegalArgumentException.class, () -> builder.patience(Duration.ofMillis(-1)));
  }
}
