package io.httpstream.verification.soak;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What threads are doing. */
final class Stacks {
  private Stacks() {}

  /** One first, as virtual threads are not among all, then all others that wait for something. */
  static String all(Thread first) {
    return text(first, first.getStackTrace())
        + Thread.getAllStackTraces().entrySet().stream()
            .map(Stacks::text)
            .collect(Collectors.joining());
  }

  private static String text(Map.Entry<Thread, StackTraceElement[]> entry) {
    return text(entry.getKey(), entry.getValue());
  }

  private static String text(Thread thread, StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .map(line -> "    at " + line + "\n")
        .collect(Collectors.joining("", thread.getName() + " " + thread.getState() + "\n", ""));
  }
}
