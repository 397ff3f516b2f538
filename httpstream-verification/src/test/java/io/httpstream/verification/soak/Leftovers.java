package io.httpstream.verification.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import io.httpstream.tck.timing.Timing;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What is there that was not there before: threads, open files and sockets, direct memory. */
final class Leftovers {
  /** Of the JDK and JUnit, and what all clients of OkHttp share for a minute. */
  private static final List<String> SHARED =
      List.of(
          "ForkJoinPool",
          "CompletableFutureDelayScheduler",
          "VirtualThread-unpark",
          "Read-Poller",
          "Write-Poller",
          "Common-Cleaner",
          "Attach Listener",
          "process reaper",
          "OkHttp TaskRunner",
          "Okio Watchdog");

  /** Selectors of pollers and such come once. */
  private static final long FILES = 20;

  private static final long DIRECT = 2 << 20;

  private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
  private final long files = files();
  private final long direct = direct();

  /** Fails unless all of it is gone soon. */
  void expectNone() {
    eventually("no thread is left", () -> threads().isEmpty(), this::threads);
    eventually("no file or socket is left open", () -> files() <= files + FILES, Leftovers::files);
    eventually("direct memory is freed", () -> direct() <= direct + DIRECT, Leftovers::direct);
  }

  private List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .filter(thread -> !thread.getClass().getName().startsWith("jdk.internal.misc."))
        .map(Thread::getName)
        .filter(name -> SHARED.stream().noneMatch(name::startsWith))
        .sorted()
        .toList();
  }

  private static long files() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  /** Buffers, and selectors of the JDK's client on Java 17, go with the garbage. */
  static void eventually(String sentence, BooleanSupplier holds, Supplier<?> state) {
    int[] polls = {0};
    try {
      Timing.eventually(
          sentence,
          () -> {
            if (holds.getAsBoolean()) {
              return true;
            }
            if (polls[0]++ % 50 == 0) {
              System.gc();
            }
            return false;
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + " (" + state.get() + ")", e);
    }
  }
}
