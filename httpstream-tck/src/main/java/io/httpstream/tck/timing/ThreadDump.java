package io.httpstream.tck.timing;

import java.util.Map;

/** What every thread is doing now: the first thing one asks of a test that hangs. */
final class ThreadDump {
  private static final int DEEPEST = 25;

  private ThreadDump() {}

  static String take() {
    StringBuilder text = new StringBuilder("Threads:\n");
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      append(text, entry.getKey(), entry.getValue());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Thread thread, StackTraceElement[] stack) {
    text.append('"').append(thread.getName()).append("\" ").append(thread.getState()).append('\n');
    for (int i = 0; i < Math.min(stack.length, DEEPEST); i++) {
      text.append("    at ").append(stack[i]).append('\n');
    }
  }
}
