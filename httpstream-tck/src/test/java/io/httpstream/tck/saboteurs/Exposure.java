package io.httpstream.tck.saboteurs;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.httpstream.tck.TransportTck;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs saboteurs, and says what they are said to break and what they do break. */
final class Exposure {
  private static final String SCALE = "httpstream.tck.timeScale";
  private static final String MEMORY_SIZE = "httpstream.tck.memSize";
  private static final int FASTER = 5;

  private Exposure() {}

  /**
   * What never happens need not be waited for as long as what must happen, and a body that is four
   * times the heap fills it as surely as one that is a hundred times as large.
   *
   * @return what brings back the properties as they were
   */
  static Runnable hurry() {
    String scale = System.getProperty(SCALE, "1");
    Map<String, String> before = new HashMap<>();
    before.put(SCALE, scale);
    before.put(MEMORY_SIZE, System.getProperty(MEMORY_SIZE, "2GiB"));
    System.setProperty(SCALE, String.valueOf(Double.parseDouble(scale) / FASTER));
    System.setProperty(MEMORY_SIZE, "64MiB");
    return () -> before.forEach(System::setProperty);
  }

  /**
   * Does something with the time that it has without {@link #hurry}: on a busy machine who hurries
   * may come too late, and threads that are to meet may miss each other. What a saboteur breaks, it
   * breaks at leisure too.
   */
  static <T> T atLeisure(Supplier<T> action) {
    String hurried = System.getProperty(SCALE);
    System.setProperty(SCALE, String.valueOf(Double.parseDouble(hurried) * FASTER));
    try {
      return action.get();
    } finally {
      System.setProperty(SCALE, hurried);
    }
  }

  /**
   * Runs a saboteur.
   *
   * @param ids the rules; none for all
   * @return messages of those that failed, by their ids
   */
  static Map<String, String> failures(
      Class<? extends TransportTck> saboteur, Collection<String> ids) {
    List<Event> failed =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(saboteur))
            .configurationParameter("httpstream.tck.only", String.join(",", ids))
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

  /** What a saboteur is there for and can be seen on this version of Java. */
  static List<Breaks> seen(Class<?> saboteur) {
    return breaks(saboteur).stream()
        .filter(breaks -> Runtime.version().feature() >= breaks.since())
        .toList();
  }

  /** What a saboteur is there for. */
  static List<Breaks> breaks(Class<?> saboteur) {
    return List.of(saboteur.getAnnotationsByType(Breaks.class));
  }

  static Set<String> ids(Collection<Breaks> breaks) {
    Set<String> ids = new TreeSet<>();
    breaks.forEach(each -> ids.addAll(List.of(each.ids())));
    return ids;
  }
}
