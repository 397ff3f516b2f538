package io.httpstream.tck.server;

import java.util.ArrayList;
import java.util.List;

/** What happened at the server, in order. Thread-safe. */
public final class EventLog {
  private final List<String> events = new ArrayList<>();

  EventLog() {}

  /**
   * Adds an event.
   *
   * @param event in words
   */
  public synchronized void add(String event) {
    events.add(event);
  }

  /**
   * What happened so far.
   *
   * @return a copy
   */
  public synchronized List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public String toString() {
    return String.join("; ", events());
  }
}
