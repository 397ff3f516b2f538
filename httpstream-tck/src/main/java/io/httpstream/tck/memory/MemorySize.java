package io.httpstream.tck.memory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large a large body is: the system property {@code httpstream.tck.memSize}. */
public final class MemorySize {
  private static final String PROPERTY = "httpstream.tck.memSize";
  private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,12})(|KiB|MiB|GiB)");

  private MemorySize() {}

  /**
   * The size that was asked for.
   *
   * @return in bytes, 2 GiB unless set
   */
  public static long get() {
    String text = System.getProperty(PROPERTY, "2GiB").strip();
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalStateException(
          PROPERTY + " must be a size such as 256MiB or 2GiB, not \"" + text + "\"");
    }
    long unit =
        switch (matcher.group(2)) {
          case "KiB" -> 1L << 10;
          case "MiB" -> 1L << 20;
          case "GiB" -> 1L << 30;
          default -> 1;
        };
    return Long.parseLong(matcher.group(1)) * unit;
  }
}
