package io.httpstream.tck.report;

import java.util.Locale;
import java.util.Properties;

/**
 * A rule that a transport is known to break.
 *
 * @param id the rule
 * @param when under which condition
 * @param kind whether it always shows
 * @param why the reason
 * @param upstream the backend's bug id
 * @param instead what the user sees instead
 * @param proof a test that the backend by itself still shows it, as {@code Class#method}
 */
public record Deviation(
    String id,
    JavaRange when,
    Kind kind,
    String why,
    String upstream,
    String instead,
    String proof) {
  /** Whether a deviation always shows. */
  public enum Kind {
    /** It does: a pass is news, and fails. */
    STABLE,
    /** It is a race: a pass means nothing. */
    RACY
  }

  static Deviation read(String id, Properties properties, String file) {
    return new Deviation(
        id,
        JavaRange.parse(value(id, "when", properties, file), file),
        kind(value(id, "kind", properties, file), file),
        value(id, "why", properties, file),
        value(id, "upstream", properties, file),
        value(id, "instead", properties, file),
        value(id, "proof", properties, file));
  }

  private static String value(String id, String key, Properties properties, String file) {
    String value = properties.getProperty(id + "." + key, "").strip();
    if (value.isEmpty()) {
      throw new IllegalStateException(file + " lacks " + id + "." + key);
    }
    return value;
  }

  private static Kind kind(String word, String file) {
    try {
      return Kind.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(file + ": a kind is stable or racy, not \"" + word + "\"", e);
    }
  }

  /**
   * This deviation for a report.
   *
   * @return one line
   */
  public String sentence() {
    return why + " (" + upstream + "). Instead: " + instead;
  }
}
