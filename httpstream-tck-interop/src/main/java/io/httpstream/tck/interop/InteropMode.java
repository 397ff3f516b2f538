package io.httpstream.tck.interop;

import java.util.Locale;

/** What becomes of the interop tier, and what if there is no Docker. */
enum InteropMode {
  /** What can be run is run, and the rest reported as not run. */
  AUTO,
  /** All is run, or fails. */
  REQUIRE,
  /** Nothing is run, and all reported as not run. */
  OFF;

  static final String PARAMETER = "httpstream.tck.interop";

  static InteropMode parse(String word) {
    try {
      return word.isBlank() ? AUTO : valueOf(word.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          PARAMETER + " must be auto, require or off, not \"" + word + "\"", e);
    }
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
