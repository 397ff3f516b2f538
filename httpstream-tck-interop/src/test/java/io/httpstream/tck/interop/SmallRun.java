package io.httpstream.tck.interop;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.httpstream.tck.requirement.RuleList;
import io.httpstream.tck.requirement.Tier;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A run of the tier inside a test, without a report: what came of each rule, by its id. */
final class SmallRun implements TestExecutionListener {
  private final Map<String, TestExecutionResult> results = new TreeMap<>();

  /** Runs the rules that are named, or all. */
  static Map<String, TestExecutionResult> of(
      Class<? extends InteropTck> tck, String mode, String... only) {
    SmallRun run = new SmallRun();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tck))
                .configurationParameter("httpstream.tck.report", " ")
                .configurationParameter("httpstream.tck.only", String.join(",", only))
                .configurationParameter(InteropMode.PARAMETER, mode)
                .build(),
            run);
    return run.results;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      results.put(test.getDisplayName().split(" ", 2)[0], result);
    }
  }

  /** How many rules the tier has. */
  static long rules() {
    return RuleList.locked().rules().stream().filter(rule -> rule.tier() == Tier.INTEROP).count();
  }
}
