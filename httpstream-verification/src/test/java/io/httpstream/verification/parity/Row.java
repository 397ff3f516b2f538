package io.httpstream.verification.parity;

import io.httpstream.message.Limit;
import io.httpstream.test.proxy.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of the table: a request through a fault, and what comes of it on every transport.
 *
 * @param ask the request
 * @param answer the server
 * @param fault what goes wrong between them
 * @param limits which of the request's limits are short
 * @param outcome as {@link Outcome} tells it
 * @param exceptions transports with an outcome of their own, which their backend forces upon them
 * @param reason for the exceptions, empty if there are none
 */
record Row(
    Ask ask,
    Answer answer,
    Fault fault,
    Map<Limit, Duration> limits,
    String outcome,
    Map<String, String> exceptions,
    String reason) {

  static Row of(Ask ask, Answer answer, Fault fault, String outcome) {
    return new Row(ask, answer, fault, Map.of(), outcome, Map.of(), "");
  }

  Row limit(Limit limit, int millis) {
    Map<Limit, Duration> more = new TreeMap<>(limits);
    more.put(limit, Duration.ofMillis(millis));
    return new Row(ask, answer, fault, more, outcome, exceptions, reason);
  }

  Row but(String transport, String different, String because) {
    Map<String, String> more = new TreeMap<>(exceptions);
    more.put(transport, different);
    return new Row(ask, answer, fault, limits, outcome, more, because);
  }

  /** Whether the number of bytes is known; under a limit of all together it depends on the time. */
  boolean countsBytes() {
    return !limits.containsKey(Limit.TOTAL);
  }

  String expectedOf(String transport) {
    return exceptions.getOrDefault(transport, outcome);
  }

  @Override
  public String toString() {
    return ask + ", " + answer + ", " + fault + (limits.isEmpty() ? "" : ", limits " + limits);
  }
}
