package io.httpstream.examples.relay;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes as people write it: {@code 478888897}, {@code 64MiB}. */
final class ByteSize {
  private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,18})(|KiB|MiB|GiB)");

  private ByteSize() {}

  /** In bytes; empty if it is no size, or zero, or more than there can be. */
  static Optional<Long> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long unit =
        switch (matcher.group(2)) {
          case "KiB" -> 1L << 10;
          case "MiB" -> 1L << 20;
          case "GiB" -> 1L << 30;
          default -> 1;
        };
    long number = Long.parseLong(matcher.group(1));
    return number > 0 && number <= Long.MAX_VALUE / unit
        ? Optional.of(number * unit)
        : Optional.empty();
  }
}
