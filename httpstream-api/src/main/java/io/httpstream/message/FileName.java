package io.httpstream.message;

import java.util.Optional;

/** Makes a name that came from elsewhere safe to use as the name of a file in a directory. */
final class FileName {
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
    String cleaned = kept.toString().strip();
    if (cleaned.isEmpty() || cleaned.chars().allMatch(c -> c == '.')) {
      return Optional.empty();
    }
    if (cleaned.length() > LONGEST) {
      int end = Character.isHighSurrogate(cleaned.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
      return Optional.of(cleaned.substring(0, end));
    }
    return Optional.of(cleaned);
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
