package io.httpstream.verification.soak;

import java.util.concurrent.ThreadFactory;

/** What threads the callers are: virtual ones where there are such, from Java 21 on. */
final class Callers {
  private static final long STACK = 256 * 1024;

  private Callers() {}

  static ThreadFactory threads() {
    if (Runtime.version().feature() < 21) {
      return task -> {
        Thread thread = new Thread(null, task, "soak-caller", STACK);
        thread.setDaemon(true);
        return thread;
      };
    }
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      return (ThreadFactory)
          Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("there are virtual threads from Java 21 on", e);
    }
  }
}
