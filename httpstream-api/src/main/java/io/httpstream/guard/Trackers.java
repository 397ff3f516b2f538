package io.httpstream.guard;

import io.httpstream.message.ResponseTracker;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those on the class path who want to see all responses: in most programs, nobody. */
final class Trackers {
  private static final Logger LOG = LoggerFactory.getLogger(ResponseTracker.class);
  private static final List<ResponseTracker> ALL = load();

  private Trackers() {}

  private static List<ResponseTracker> load() {
    List<ResponseTracker> found = new ArrayList<>();
    try {
      Iterator<ResponseTracker> services =
          ServiceLoader.load(ResponseTracker.class, Trackers.class.getClassLoader()).iterator();
      while (services.hasNext()) {
        found.add(services.next());
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      LOG.warn("a tracker of responses on the class path can't be loaded and is left out", e);
    }
    return List.copyOf(found);
  }

  /** A response is given away; returns what tells that it is over. */
  static Runnable opened(Exchange exchange, int status) {
    if (ALL.isEmpty()) {
      return () -> {};
    }
    String request = exchange.request().toString();
    String place = exchange.place().toString();
    List<Runnable> over = new ArrayList<>();
    for (ResponseTracker tracker : ALL) {
      tell(() -> over.add(tracker.opened(request, status, place)));
    }
    return () -> over.forEach(Trackers::tell);
  }

  /** None of them may break an exchange. */
  private static void tell(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException | Error e) {
      LOG.warn("A tracker of responses failed", e);
    }
  }
}
