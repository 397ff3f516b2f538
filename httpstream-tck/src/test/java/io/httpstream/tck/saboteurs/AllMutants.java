package io.httpstream.tck.saboteurs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.httpstream.tck.TransportTck;
import io.httpstream.tck.requirement.LockedRule;
import io.httpstream.tck.requirement.RuleList;
import io.httpstream.tck.requirement.Tier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every saboteur against every rule of the core tier but those of memory: what it breaks is
 * just what it is said to break. Takes an hour or so, hence {@code mvn verify -Pmutants} alone runs
 * it; {@code -Dmutants=Name,Name} chooses among them.
 */
class AllMutants {
  private static Runnable asBefore = () -> {};

  @BeforeAll
  static void hurry() {
    asBefore = Exposure.hurry();
  }

  @AfterAll
  static void calmDown() {
    asBefore.run();
  }

  @TestFactory
  Stream<DynamicTest> eachSaboteurBreaksWhatItIsSaidToBreak() {
    String chosen = System.getProperty("mutants", "");
    Set<String> names = chosen.isBlank() ? Set.of() : Set.of(chosen.split(",", -1));
    return Saboteurs.ALL.stream()
        .filter(saboteur -> names.isEmpty() || names.contains(saboteur.getSimpleName()))
        .map(
            saboteur -> DynamicTest.dynamicTest(saboteur.getSimpleName(), () -> compare(saboteur)));
  }

  /**
   * All of the core tier, but for those of memory, which take long: these are run for the saboteurs
   * that are said to break them.
   */
  private static Set<String> rules(Set<String> declared) {
    Set<String> ids = new TreeSet<>(declared);
    for (LockedRule rule : RuleList.locked().rules()) {
      if (rule.tier() == Tier.CORE && !rule.id().startsWith("MEM-")) {
        ids.add(rule.id());
      }
    }
    return ids;
  }

  private static void compare(Class<? extends TransportTck> saboteur) {
    Set<String> declared = Exposure.ids(Exposure.seen(saboteur));
    Set<String> sometimes = new TreeSet<>();
    AlsoBreaks also = saboteur.getAnnotation(AlsoBreaks.class);
    if (also != null) {
      declared.addAll(Set.of(also.value()));
      sometimes.addAll(Set.of(also.sometimes()));
    }
    Map<String, String> failures = new TreeMap<>(Exposure.failures(saboteur, rules(declared)));
    Set<String> unexpected = difference(declared, failures.keySet());
    unexpected.removeAll(sometimes);
    if (!unexpected.isEmpty()) {
      failures.keySet().removeAll(unexpected);
      failures.putAll(Exposure.atLeisure(() -> Exposure.failures(saboteur, unexpected)));
    }
    Set<String> observed = new TreeSet<>(failures.keySet());
    observed.removeAll(sometimes);
    declared.removeAll(sometimes);
    assertEquals(declared, observed, () -> saboteur.getSimpleName() + " failed " + failures);
  }

  /** What is in one of them only. */
  private static Set<String> difference(Set<String> some, Set<String> others) {
    Set<String> difference = new TreeSet<>(some);
    difference.addAll(others);
    difference.removeIf(each -> some.contains(each) && others.contains(each));
    return difference;
  }
}
