package io.httpstream.examples.relay;

import io.httpstream.message.ConnectFailedException;
import io.httpstream.message.ExchangeException;
import io.httpstream.message.StatusException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;

/** Says in one sentence why a relay failed, to somebody who has not read the program. */
final class Explanation {
  private Explanation() {}

  static String of(Throwable failure) {
    if (failure instanceof ConnectFailedException refused) {
      String why = isUnknownHost(refused) ? "there is no such host" : "nobody answers there";
      return request(refused) + " failed: " + why;
    }
    if (failure instanceof StatusException answered) {
      return request(answered) + " was answered with status " + answered.status();
    }
    return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
  }

  private static String request(ExchangeException failure) {
    return failure.details().request();
  }

  private static boolean isUnknownHost(Throwable failure) {
    for (Throwable link = failure; link != null; link = link.getCause()) {
      if (link instanceof UnknownHostException || link instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }
}
