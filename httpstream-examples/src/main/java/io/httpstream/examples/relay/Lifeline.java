package io.httpstream.examples.relay;

import java.io.IOException;

/**
 * Ends a JVM when the one that started it is gone, however that ended: the pipe to the standard
 * input of a child is closed with its parent, even with one that was killed.
 */
final class Lifeline {
  private Lifeline() {}

  /** Exits when the standard input ends; shutdown hooks run. */
  static void watch() {
    Thread watcher = new Thread(Lifeline::exitAtEnd, "lifeline");
    watcher.setDaemon(true);
    watcher.start();
  }

  private static void exitAtEnd() {
    try {
      while (System.in.read() >= 0) {
        // Nobody sends anything; if somebody does, it means nothing.
      }
    } catch (IOException e) {
      // Then the pipe is broken, which is what is waited for.
    }
    System.exit(0);
  }
}
