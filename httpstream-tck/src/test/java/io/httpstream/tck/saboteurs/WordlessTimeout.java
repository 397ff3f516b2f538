package io.httpstream.tck.saboteurs;

import io.httpstream.message.ExchangeDetails;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Middleware;

/** Loses the circumstances of a failure when it wraps it. */
@Breaks(
    ids = "TMO-011",
    message = "the advice about a retry of a limit of the client must be true, but was false")
@AlsoBreaks({"TMO-003", "TMO-008"})
final class WordlessTimeout extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request -> {
          try {
            return next.send(request);
          } catch (ExchangeTimeoutException e) {
            ExchangeDetails none = new ExchangeDetails(e.phase(), "a request", 0, 0, false);
            throw new ExchangeTimeoutException(e.limit(), e.value(), none, e);
          }
        };
  }
}
