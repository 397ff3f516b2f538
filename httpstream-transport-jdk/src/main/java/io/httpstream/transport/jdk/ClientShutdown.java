package io.httpstream.transport.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Closes a client of the JDK, from Java 21 on, where that is possible at all (JDK-8267140). Can
 * call the methods by name when 21 is the oldest Java that is supported.
 */
final class ClientShutdown {
  /** {@code close()} would wait for ever for a response that somebody forgot; this does not. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final @Nullable MethodHandle SHUTDOWN_NOW =
      find("shutdownNow", MethodType.methodType(void.class));
  private static final @Nullable MethodHandle AWAIT_TERMINATION =
      find("awaitTermination", MethodType.methodType(boolean.class, Duration.class));

  private ClientShutdown() {}

  private static @Nullable MethodHandle find(String name, MethodType type) {
    try {
      return MethodHandles.publicLookup().findVirtual(HttpClient.class, name, type);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return null;
    }
  }

  /** Returns when the client's thread is gone; before 21 at once, and it goes by itself. */
  static void shutDown(HttpClient client) {
    if (SHUTDOWN_NOW == null || AWAIT_TERMINATION == null) {
      return;
    }
    try {
      SHUTDOWN_NOW.invokeExact(client);
      boolean unused = (boolean) AWAIT_TERMINATION.invokeExact(client, PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the JDK's HttpClient can't be shut down", e);
    }
  }
}
