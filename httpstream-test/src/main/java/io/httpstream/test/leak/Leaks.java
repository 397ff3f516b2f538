package io.httpstream.test.leak;

import java.util.List;

/**
 * What is still there when a test is over.
 *
 * @param responses nobody has closed
 * @param threads live
 * @param sockets are open
 */
record Leaks(List<String> responses, List<String> threads, List<String> sockets) {
  boolean areNone() {
    return responses.isEmpty() && threads.isEmpty() && sockets.isEmpty();
  }

  String sentence(String who) {
    StringBuilder text = new StringBuilder(who).append(" has left behind what it had opened:");
    add(text, "response that nobody has closed", "responses that nobody has closed", responses);
    add(text, "thread", "threads", threads);
    add(text, "socket", "sockets", sockets);
    if (!threads.isEmpty() || !sockets.isEmpty()) {
      text.append(
          "\nWhat outlives a test on purpose, as a client in a static field does, is looked for when"
              + " its class is over with LeakExtension.builder().perClass(); threads and sockets that"
              + " are no leak are left out with ignoreThreads and ignoreSockets.");
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String one, String several, List<String> left) {
    if (!left.isEmpty()) {
      text.append("\n  ").append(left.size()).append(' ').append(left.size() == 1 ? one : several);
      text.append(':');
      left.forEach(each -> text.append("\n    ").append(each));
    }
  }
}
