package io.httpstream.guard;

import io.httpstream.message.ResponseTracker;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what is open, by its request. */
public final class RecordingTracker implements ResponseTracker {
  static final Set<String> OPEN = ConcurrentHashMap.newKeySet();

  @Override
  public Runnable opened(String request, int status, String openedAt) {
    String response = request + " -> " + status + " at " + openedAt;
    OPEN.add(response);
    return () -> OPEN.remove(response);
  }

  /** Of no use to anybody, and no harm. */
  public static final class Failing implements ResponseTracker {
    @Override
    public Runnable opened(String request, int status, String openedAt) {
      if (request.contains("/fails")) {
        throw new IllegalStateException("on purpose");
      }
      return () -> {
        throw new IllegalStateException("on purpose");
      };
    }
  }
}
