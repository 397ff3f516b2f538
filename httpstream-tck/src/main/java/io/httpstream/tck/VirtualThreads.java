package io.httpstream.tck;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;

/** Virtual threads, on a JDK that has them (21 and later). */
final class VirtualThreads {
  private VirtualThreads() {}

  /** By reflection, as the TCK is compiled for 17. */
  static Optional<Plight.ThreadStart> start() {
    try {
      Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
      return Optional.of(task -> start(start, task));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  private static Thread start(Method start, Runnable task) {
    try {
      return (Thread) start.invoke(null, task);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a virtual thread can't be started", e);
    }
  }
}
