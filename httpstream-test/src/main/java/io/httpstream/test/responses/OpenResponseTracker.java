package io.httpstream.test.responses;

import io.httpstream.message.ResponseTracker;

/** Puts down what clients open. */
public final class OpenResponseTracker implements ResponseTracker {
  /** For {@link java.util.ServiceLoader}. */
  public OpenResponseTracker() {}

  @Override
  public Runnable opened(String request, int status, String openedAt) {
    return OpenResponses.add(request + " -> " + status + ", opened at " + openedAt);
  }
}
