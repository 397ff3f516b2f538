package io.httpstream.test.leak;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The platform threads of this process; virtual ones are listed nowhere. */
final class LiveThreads {
  private static final int MOST_FRAMES = 12;

  /** How the names of threads begin that are everybody's, or that end by themselves. */
  private static final List<String> NOBODYS =
      List.of(
          // The JDK's.
          "ForkJoinPool.commonPool-",
          "CompletableFutureDelayScheduler",
          "VirtualThread-unpark",
          "Read-Poller",
          "Write-Poller",
          "Master-Poller",
          "Common-Cleaner",
          "Cleaner-",
          "Signal Dispatcher",
          "Notification Thread",
          "Attach Listener",
          "process reaper",
          "Keep-Alive-",
          "Java2D Disposer",
          "RMI ",
          "GC Daemon",
          "JMX ",
          // Of java.net.http: before JDK 21 nobody can close a client.
          "HttpClient-",
          // Of OkHttp, for all its clients.
          "OkHttp TaskRunner",
          "Okio Watchdog",
          // Ours: it lasts as long as a response is open, which is told by itself.
          "httpstream-timer",
          // Of who runs the test.
          "junit-",
          "surefire-");

  private LiveThreads() {}

  static Set<Thread> now() {
    return Set.copyOf(Thread.getAllStackTraces().keySet());
  }

  /** Those that came since, but for some by how their names begin. */
  static List<String> since(Set<Thread> before, Set<String> ignored) {
    return now().stream()
        .filter(thread -> !before.contains(thread) && thread.isAlive() && isSomebodys(thread))
        .filter(thread -> !begins(thread, ignored))
        .map(LiveThreads::words)
        .sorted()
        .toList();
  }

  private static boolean isSomebodys(Thread thread) {
    String type = thread.getClass().getName();
    // Carriers of virtual threads, and the workers of JUnit.
    boolean isInternal = type.startsWith("jdk.internal.") || type.startsWith("org.junit.");
    return !isInternal && !begins(thread, NOBODYS);
  }

  private static boolean begins(Thread thread, Iterable<String> beginnings) {
    for (String beginning : beginnings) {
      if (thread.getName().startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  private static String words(Thread thread) {
    String stack =
        Arrays.stream(thread.getStackTrace())
            .limit(MOST_FRAMES)
            .map(frame -> "\n      at " + frame)
            .collect(Collectors.joining());
    String daemon = thread.isDaemon() ? ", daemon" : "";
    return "\"" + thread.getName() + "\" (" + thread.getState() + daemon + ")" + stack;
  }
}
