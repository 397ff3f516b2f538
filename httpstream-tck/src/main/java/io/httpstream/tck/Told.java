package io.httpstream.tck;

import io.httpstream.message.ExchangeDetails;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limit;
import io.httpstream.message.Phase;
import java.time.Duration;
import java.util.List;

/**
 * What an exception must tell, by its accessors and in its message.
 *
 * @param whose for messages
 * @param limit which limit
 * @param value its value
 * @param phase how far the exchange had come
 * @param sent bytes of the request's body
 * @param received bytes of the response's body
 * @param safeToRetry whether the request may be sent again
 */
record Told(
    String whose,
    Limit limit,
    Duration value,
    Phase phase,
    long sent,
    long received,
    boolean safeToRetry) {
  void check(ExchangeTimeoutException failure) {
    expect("limit", limit, failure.limit());
    expect("value", value, failure.value());
    ExchangeDetails details = failure.details();
    expect("phase", phase, details.phase());
    expect("number of bytes sent", sent, details.bytesSent());
    expect("number of bytes received", received, details.bytesReceived());
    expect("advice about a retry", safeToRetry, failure.safeToRetry());
    String message = String.valueOf(failure.getMessage());
    for (String words : words()) {
      if (!message.contains(words)) {
        throw new AssertionError(
            "the message " + whose + " must say \"" + words + "\", but was: " + message);
      }
    }
  }

  private List<String> words() {
    String time = value.toMillisPart() == 0 ? value.toSeconds() + " s" : value.toMillis() + " ms";
    return List.of(
        limit.words(),
        time,
        phase.words(),
        sent + " body bytes sent",
        received + " received",
        (safeToRetry ? "; safe" : "; not safe") + " to retry");
  }

  private void expect(String what, Object expected, Object seen) {
    if (!expected.equals(seen)) {
      throw new AssertionError(
          "the " + what + " " + whose + " must be " + expected + ", but was " + seen);
    }
  }
}
