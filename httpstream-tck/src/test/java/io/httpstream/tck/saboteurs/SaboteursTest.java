package io.httpstream.tck.saboteurs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import io.httpstream.tck.TransportTck;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.LockedRule;
import io.httpstream.tck.requirement.RuleList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules can be broken, and whoever breaks them is told so in words. */
class SaboteursTest {
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
  Stream<DynamicTest> eachSaboteurFailsTheRulesThatItBreaks() {
    return Saboteurs.ALL.stream()
        .filter(SaboteursTest::isWanted)
        .map(saboteur -> DynamicTest.dynamicTest(saboteur.getSimpleName(), () -> expose(saboteur)));
  }

  /** A build on a newer Java may leave out those that one on 17 has exposed. */
  private static boolean isWanted(Class<?> saboteur) {
    int since = Integer.getInteger("httpstream.saboteurs.since", 0);
    return Exposure.breaks(saboteur).stream().anyMatch(breaks -> breaks.since() >= since);
  }

  private static void expose(Class<? extends TransportTck> saboteur) {
    List<Breaks> seen = Exposure.seen(saboteur);
    if (seen.isEmpty()) {
      abort(saboteur.getSimpleName() + " can't be seen on Java " + Runtime.version().feature());
    }
    String mistake = mistake(saboteur, seen);
    if (!mistake.isEmpty()) {
      mistake = Exposure.atLeisure(() -> mistake(saboteur, seen));
    }
    assertEquals("", mistake);
  }

  /** What is not as it is said to be; empty if nothing is. */
  private static String mistake(Class<? extends TransportTck> saboteur, List<Breaks> seen) {
    Map<String, String> failures = Exposure.failures(saboteur, Exposure.ids(seen));
    for (Breaks breaks : seen) {
      for (String id : breaks.ids()) {
        String failure = failures.getOrDefault(id, "(none)");
        String door = door(saboteur, id);
        if (!failure.contains(breaks.message()) || !failure.contains(door)) {
          return "%s must fail %s%s with \"%s\", but the failure was: %s"
              .formatted(saboteur.getSimpleName(), id, door, breaks.message(), failure);
        }
      }
    }
    Set<String> ids = Exposure.ids(seen);
    return failures.keySet().equals(ids)
        ? ""
        : saboteur.getSimpleName() + " must fail " + ids + ", but has failed " + failures;
  }

  /** A transport's fault must not need the client to be seen. */
  private static String door(Class<?> saboteur, String id) {
    if (layer(id) == Layer.FIXTURE) {
      return " failed: ";
    }
    boolean bare =
        TransportSaboteur.class.isAssignableFrom(saboteur) && layer(id) == Layer.TRANSPORT;
    return bare ? " through the bare transport" : " through the client";
  }

  private static Layer layer(String id) {
    return RuleList.locked().rule(id).orElseThrow().layer();
  }

  private static Class<?> kind(Layer layer) {
    return switch (layer) {
      case FIXTURE -> FixtureSaboteur.class;
      case TRANSPORT -> TransportSaboteur.class;
      case GUARD, CLIENT -> ClientSaboteur.class;
    };
  }

  @Test
  void eachRuleIsBrokenBySomeSaboteurOfItsLayer() {
    Set<String> survivors = new TreeSet<>();
    for (LockedRule rule : RuleList.locked().rules()) {
      Class<?> kind = kind(rule.layer());
      if (Saboteurs.ALL.stream()
          .noneMatch(
              each ->
                  kind.isAssignableFrom(each)
                      && Exposure.ids(Exposure.breaks(each)).contains(rule.id()))) {
        survivors.add(rule.id());
      }
    }
    assertEquals(Set.of(), survivors, "rules that no saboteur of their layer breaks");
  }
}
