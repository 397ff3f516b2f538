package io.httpstream.middleware;

import java.util.Locale;

/** How an exchange ended. */
enum Outcome {
  /** The response was read to its end. */
  COMPLETE,
  /** The response was closed before its end. */
  CLOSED,
  /** The response was aborted. */
  ABORTED,
  /** There was no response, or it could not be read. */
  FAILED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
