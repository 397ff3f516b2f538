package io.httpstream.tck.report;

import java.lang.Runtime.Version;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * On which versions of Java a deviation shows.
 *
 * @param from the first version, if there is one
 * @param below the first version after it, if there is one
 */
public record JavaRange(Optional<Version> from, Optional<Version> below) {
  private static final Pattern CONDITION = Pattern.compile("java *(<|>=) *([0-9][0-9.]{0,20})");

  static JavaRange parse(String text, String file) {
    if (text.equals("always")) {
      return new JavaRange(Optional.empty(), Optional.empty());
    }
    Matcher matcher = CONDITION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalStateException(
          file
              + ": a condition is \"always\", \"java < VERSION\" or \"java >= VERSION\", not \""
              + text
              + "\"");
    }
    Optional<Version> version = Optional.of(Version.parse(matcher.group(2)));
    return matcher.group(1).equals("<")
        ? new JavaRange(Optional.empty(), version)
        : new JavaRange(version, Optional.empty());
  }

  boolean contains(Version version) {
    return from.map(first -> version.compareToIgnoreOptional(first) >= 0).orElse(true)
        && below.map(end -> version.compareToIgnoreOptional(end) < 0).orElse(true);
  }

  @Override
  public String toString() {
    return from.map(first -> "java >= " + first)
        .or(() -> below.map(end -> "java < " + end))
        .orElse("always");
  }
}
