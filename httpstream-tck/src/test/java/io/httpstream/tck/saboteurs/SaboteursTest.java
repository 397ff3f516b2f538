package io.httpstream.tck.saboteurs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.httpstream.tck.TransportTck;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.LockedRule;
import io.httpstream.tck.requirement.RuleList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The rules can be broken, and whoever breaks them is told so in words. */
class SaboteursTest {
  private static final String SCALE = "httpstream.tck.timeScale";
  private static final String MEMORY_SIZE = "httpstream.tck.memSize";
  private static final Map<String, String> BEFORE = new HashMap<>();

  /**
   * What never happens need not be waited for as long as what must happen, and a body that is four
   * times the heap fills it as surely as one that is a hundred times as large.
   */
  @BeforeAll
  static void hurry() {
    String scale = System.getProperty(SCALE, "1");
    BEFORE.put(SCALE, scale);
    BEFORE.put(MEMORY_SIZE, System.getProperty(MEMORY_SIZE, "2GiB"));
    System.setProperty(SCALE, String.valueOf(Double.parseDouble(scale) / 5));
    System.setProperty(MEMORY_SIZE, "64MiB");
  }

  @AfterAll
  static void asBefore() {
    BEFORE.forEach(System::setProperty);
  }

  @TestFactory
  Stream<DynamicTest> eachSaboteurFailsTheRulesThatItBreaks() {
    return Saboteurs.ALL.stream()
        .map(saboteur -> DynamicTest.dynamicTest(saboteur.getSimpleName(), () -> expose(saboteur)));
  }

  private static void expose(Class<? extends TransportTck> saboteur) {
    if (seen(saboteur).isEmpty()) {
      abort(saboteur.getSimpleName() + " can't be seen on Java " + Runtime.version().feature());
    }
    Map<String, String> failures = failures(saboteur);
    for (Breaks breaks : breaks(saboteur).stream().filter(SaboteursTest::canBeSeen).toList()) {
      for (String id : breaks.ids()) {
        String failure = failures.getOrDefault(id, "(none)");
        assertTrue(
            failure.contains(breaks.message()) && failure.contains(door(saboteur, id)),
            () ->
                saboteur.getSimpleName()
                    + " must fail "
                    + id
                    + door(saboteur, id)
                    + " with \""
                    + breaks.message()
                    + "\", but the failure was: "
                    + failure);
      }
    }
    assertEquals(seen(saboteur), failures.keySet());
  }

  /** A transport's fault must not need the client to be seen. */
  private static String door(Class<?> saboteur, String id) {
    boolean bare =
        TransportSaboteur.class.isAssignableFrom(saboteur) && layer(id) == Layer.TRANSPORT;
    return bare ? " through the bare transport" : " through the client";
  }

  private static Layer layer(String id) {
    return RuleList.locked().rule(id).orElseThrow().layer();
  }

  /** Messages by id. */
  private static Map<String, String> failures(Class<? extends TransportTck> saboteur) {
    List<Event> failed =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(saboteur))
            .configurationParameter("httpstream.tck.only", String.join(",", seen(saboteur)))
            .configurationParameter("httpstream.tck.report", "")
            .execute()
            .testEvents()
            .failed()
            .list();
    Map<String, String> messages = new TreeMap<>();
    for (Event event : failed) {
      String name = event.getTestDescriptor().getDisplayName();
      String message =
          event
              .getPayload(TestExecutionResult.class)
              .flatMap(TestExecutionResult::getThrowable)
              .map(Throwable::getMessage)
              .orElse("");
      messages.put(name.split(" ", 2)[0], message);
    }
    return messages;
  }

  /** What can be seen of it on this version of Java. */
  private static Set<String> seen(Class<?> saboteur) {
    Set<String> ids = new TreeSet<>();
    breaks(saboteur).stream()
        .filter(SaboteursTest::canBeSeen)
        .forEach(breaks -> ids.addAll(List.of(breaks.ids())));
    return ids;
  }

  private static boolean canBeSeen(Breaks breaks) {
    return Runtime.version().feature() >= breaks.since();
  }

  private static List<Breaks> breaks(Class<?> saboteur) {
    return List.of(saboteur.getAnnotationsByType(Breaks.class));
  }

  private static Set<String> brokenBy(Class<?> saboteur) {
    Set<String> ids = new TreeSet<>();
    breaks(saboteur).forEach(breaks -> ids.addAll(List.of(breaks.ids())));
    return ids;
  }

  @Test
  void eachRuleIsBrokenBySomeSaboteurOfItsLayer() {
    Set<String> survivors = new TreeSet<>();
    for (LockedRule rule : RuleList.locked().rules()) {
      Class<?> kind =
          rule.layer() == Layer.TRANSPORT ? TransportSaboteur.class : ClientSaboteur.class;
      if (Saboteurs.ALL.stream()
          .noneMatch(each -> kind.isAssignableFrom(each) && brokenBy(each).contains(rule.id()))) {
        survivors.add(rule.id());
      }
    }
    assertEquals(Set.of(), survivors, "rules that no saboteur of their layer breaks");
  }
}
