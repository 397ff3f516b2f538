package io.httpstream.tck;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The threads that came after a certain moment. */
final class LiveThreads {
  /** Of the TCK's servers, and of the JDK, which starts each of its own once for all. */
  private static final List<String> NOT_OF_CLIENTS =
      List.of(
          "tck-",
          "ForkJoinPool.commonPool-",
          "CompletableFutureDelayScheduler",
          "VirtualThread-unpark",
          "Common-Cleaner",
          "process reaper",
          "Attach Listener");

  private final Set<Thread> before = new HashSet<>(all());
  private final Collection<String> shared;

  /**
   * Remembers those that are there now.
   *
   * @param shared how the names of threads begin that the backend's clients share
   */
  LiveThreads(Collection<String> shared) {
    this.shared = List.copyOf(shared);
  }

  /** Names of the threads that came since and are neither shared nor anybody else's. */
  List<String> left() {
    return all().stream()
        .filter(thread -> !before.contains(thread) && !isCarrier(thread))
        .map(Thread::getName)
        .filter(name -> !begins(name, shared) && !begins(name, NOT_OF_CLIENTS))
        .sorted()
        .toList();
  }

  /** How many shared ones there are, whenever they came. */
  long countShared() {
    return all().stream().filter(thread -> begins(thread.getName(), shared)).count();
  }

  private static Set<Thread> all() {
    return Thread.getAllStackTraces().keySet();
  }

  private static boolean begins(String name, Collection<String> beginnings) {
    return beginnings.stream().anyMatch(name::startsWith);
  }

  /** What virtual threads run on belongs to the JDK, and its names are too common to go by. */
  private static boolean isCarrier(Thread thread) {
    return thread.getClass().getName().startsWith("jdk.internal.misc.");
  }
}
