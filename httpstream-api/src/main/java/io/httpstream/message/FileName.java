package io.httpstream.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes a name that came from elsewhere safe to use as the name of a file in a directory. */
final class FileName {
  /** What most file systems take, in bytes. */
  private static final int LONGEST = 255;

  private FileName() {}

  /**
   * The last part of a path of either kind, without characters that mislead; empty if none is left.
   */
  static Optional<String> clean(String name) {
    int slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    StringBuilder kept = new StringBuilder();
    name.codePoints()
        .skip(name.codePointCount(0, slash + 1))
        .filter(FileName::harmless)
        .forEach(kept::appendCodePoint);
    // On Windows what stands before a colon is a drive, what stands behind it a hidden stream.
    String cleaned = kept.toString().replace(':', '_').strip();
    if (cleaned.isEmpty() || cleaned.chars().allMatch(c -> c == '.')) {
      return Optional.empty();
    }
    return Optional.of(shortened(cleaned));
  }

  private static String shortened(String name) {
    int end = 0;
    int bytes = 0;
    while (end < name.length()) {
      int character = name.codePointAt(end);
      bytes += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > LONGEST) {
        break;
      }
      end += Character.charCount(character);
    }
    return name.substring(0, end);
  }

  /** Format characters reverse the text or hide in it: "exe.pdf" may be shown as "fdp.exe". */
  private static boolean harmless(int character) {
    int type = Character.getType(character);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE;
  }
}
