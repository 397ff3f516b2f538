package io.httpstream.examples.relay;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much all threads of this JVM have allocated. */
final class Allocation {
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final @Nullable Method total = total();
  private final Map<Long, Long> byThread = new HashMap<>();

  /** From JDK 21 on the JVM has the sum, of threads that have ended too. */
  private static @Nullable Method total() {
    try {
      return ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  /** In bytes; grows only, by what was allocated between two calls. */
  long sinceStart() {
    return total == null ? sumOfThreads() : sumOfJvm(total);
  }

  private long sumOfJvm(Method method) {
    try {
      return (long) method.invoke(threads);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the JVM does not tell what it allocated", e);
    }
  }

  /**
   * On older JDKs each thread is asked. One that has ended is kept with what it had when last
   * asked, so that its end does not make the sum smaller; what it allocated after that is lost.
   */
  private long sumOfThreads() {
    long[] ids = threads.getAllThreadIds();
    long[] allocated = threads.getThreadAllocatedBytes(ids);
    for (int i = 0; i < ids.length; i++) {
      if (allocated[i] >= 0) {
        byThread.put(ids[i], allocated[i]);
      }
    }
    return byThread.values().stream().mapToLong(Long::longValue).sum();
  }
}
