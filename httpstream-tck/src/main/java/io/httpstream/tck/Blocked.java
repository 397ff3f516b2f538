package io.httpstream.tck;

import io.httpstream.tck.server.BodySeen;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.timing.Signal;
import io.httpstream.tck.timing.Timing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A caller who is blocked, and what must be seen when something frees it. Not thread-safe. */
final class Blocked {
  /**
   * A second is what is promised; on a machine that is busy with other things it may seem longer,
   * and no backend has a fallback that is much shorter.
   */
  private static final Duration FREED = Duration.ofSeconds(4);

  private final Plight plight;
  private final FutureTask<Freed> task;
  private final Thread thread;
  private @Nullable RawServer server;
  private @Nullable Signal release;
  private @Nullable CompletableFuture<BodySeen> seen;

  Blocked(Plight plight, FutureTask<Freed> task, Thread thread) {
    this.plight = plight;
    this.task = task;
    this.thread = thread;
  }

  /** How a caller got out. */
  record Freed(Throwable failure, boolean interrupted) {}

  /** The server that blocks it. */
  Blocked by(RawServer value) {
    server = value;
    return this;
  }

  /** What the server waits for before it reads on. */
  Blocked release(Signal value) {
    release = value;
    return this;
  }

  /** What the server sees of the request's body, which must not be complete. */
  Blocked incomplete(CompletableFuture<BodySeen> value) {
    seen = value;
    return this;
  }

  Thread thread() {
    return thread;
  }

  /** Fails unless the caller is free within a second, and the server sees the connection's end. */
  Freed expectFreed(String what) throws Exception {
    String where = what + " " + plight.words();
    Freed freed;
    try {
      freed = task.get(Timing.scaled(FREED).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(where + " must free the caller within a second, but did not", e);
    }
    if (freed.failure() instanceof AssertionError wrong) {
      throw wrong;
    }
    if (release != null) {
      release.raise();
    }
    if (server != null) {
      RawServer its = server;
      Timing.eventually(
          "the server sees the connection's end after " + where, () -> its.open() == 0);
    }
    if (seen != null && seen.join().complete()) {
      throw new AssertionError(where + " must not look like a complete request to the server");
    }
    return freed;
  }
}
