package io.httpstream.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.httpstream.transport.TransportLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** One tier over one transport, as the launcher of JUnit runs it. */
record Selection(Class<? extends Tck> tck, String transport) {
  /** The transports that are asked for: none means all. */
  static Set<String> wanted() {
    Set<String> names = new TreeSet<>();
    for (String name : System.getProperty(ProviderTck.PROPERTY, "").split(",", -1)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }

  /** All tiers that are on the class path, over each transport that is there. */
  static List<Selection> ofProviders(Set<String> wanted) {
    List<Selection> selections = new ArrayList<>();
    for (String transport : TransportLoader.providers().keySet()) {
      if (wanted.isEmpty() || wanted.contains(transport)) {
        ServiceLoader.load(Tck.class).stream()
            .map(tier -> new Selection(tier.type(), transport))
            .forEach(selections::add);
      }
    }
    return selections;
  }

  static List<Selection> ofClasses(List<String> names, Set<String> wanted) {
    List<Selection> selections = new ArrayList<>();
    for (String name : names) {
      Tck tck = Tck.named(name);
      if (wanted.isEmpty() || wanted.contains(tck.name())) {
        selections.add(new Selection(tck.getClass(), tck.name()));
      }
    }
    return selections;
  }

  /**
   * Runs it.
   *
   * @return what failed that is no rule, one line each
   */
  List<String> run(Path report) {
    String before = System.getProperty(ProviderTck.PROPERTY);
    System.setProperty(ProviderTck.PROPERTY, transport);
    try {
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(tck))
                  .configurationParameter(CaseRunner.REPORT, report.toString())
                  .build(),
              listener);
      return listener.getSummary().getFailures().stream()
          .filter(failure -> !isRule(failure.getTestIdentifier()))
          .map(this::sentence)
          .toList();
    } finally {
      if (before == null) {
        System.clearProperty(ProviderTck.PROPERTY);
      } else {
        System.setProperty(ProviderTck.PROPERTY, before);
      }
    }
  }

  /** The failure of a rule is in the report. */
  private static boolean isRule(TestIdentifier test) {
    return test.isTest();
  }

  private String sentence(Failure failure) {
    return this
        + ": "
        + failure.getTestIdentifier().getDisplayName()
        + ": "
        + failure.getException();
  }

  @Override
  public String toString() {
    return transport + " (" + tck.getSimpleName() + ")";
  }
}
