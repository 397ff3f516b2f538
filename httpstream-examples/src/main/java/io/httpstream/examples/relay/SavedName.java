package io.httpstream.examples.relay;

/** Makes the name that a client sent with a file safe to save the file under. */
final class SavedName {
  private static final String NAMELESS = "upload";

  private SavedName() {}

  /** Without path of either kind, drive, control characters; never {@code .} or {@code ..}. */
  static String of(String sent) {
    // The client's system need not be ours: its path may have the other slashes, or a drive.
    int path = Math.max(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')), sent.indexOf(':'));
    String name = sent.substring(path + 1).replaceAll("\\p{Cntrl}", "").strip();
    return name.isEmpty() || name.matches("\\.+") ? NAMELESS : name;
  }
}
