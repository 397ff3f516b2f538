package io.httpstream.middleware;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.spi.LoggingEventAware;

/** Keeps what is logged to it. */
final class RecordingLogger extends AbstractLogger implements LoggingEventAware {
  private static final long serialVersionUID = 1L;

  private final transient List<Event> events = new CopyOnWriteArrayList<>();

  record Event(Level level, String pairs) {}

  List<Event> events() {
    return events;
  }

  @Override
  public void log(LoggingEvent event) {
    String pairs =
        event.getKeyValuePairs().stream()
            .map((KeyValuePair pair) -> pair.key + "=" + pair.value)
            .collect(Collectors.joining(" "));
    events.add(new Event(event.getLevel(), pairs));
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return RecordingLogger.class.getName();
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level, Marker marker, String message, Object[] arguments, Throwable throwable) {
    events.add(new Event(level, message));
  }

  @Override
  public boolean isTraceEnabled() {
    return true;
  }

  @Override
  public boolean isTraceEnabled(Marker marker) {
    return true;
  }

  @Override
  public boolean isDebugEnabled() {
    return true;
  }

  @Override
  public boolean isDebugEnabled(Marker marker) {
    return true;
  }

  @Override
  public boolean isInfoEnabled() {
    return true;
  }

  @Override
  public boolean isInfoEnabled(Marker marker) {
    return true;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isWarnEnabled(Marker marker) {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled(Marker marker) {
    return true;
  }
}
