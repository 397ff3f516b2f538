package io.httpstream.sample;

import io.httpstream.transport.Call;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** All connections, and which of them are idle. How many there may be is the guard's affair. */
final class Connections {
  /** Not to be set, and so IDLE_TIMEOUT is not declared. The threads of it are the JDK's. */
  private static final Executor WHEN_IDLE_TOO_LONG =
      CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);

  private final Optional<SSLContext> sslContext;
  private final Set<Connection> open = new HashSet<>();
  private final Map<String, Deque<Connection>> idle = new HashMap<>();
  private boolean closed;

  Connections(Optional<SSLContext> sslContext) {
    this.sslContext = sslContext;
  }

  Lease lease(URI uri, Call call) throws IOException {
    String origin = uri.getScheme() + "://" + uri.getRawAuthority();
    for (Connection next = takeIdle(origin); next != null; next = takeIdle(origin)) {
      if (next.isFresh()) {
        return new Lease(this, next);
      }
      giveBack(next, false);
    }
    Connection connection = Opening.open(origin, uri, call, sslContext);
    add(connection);
    return new Lease(this, connection);
  }

  private synchronized void add(Connection connection) throws IOException {
    if (closed) {
      connection.close();
      throw new IOException("the transport is closed");
    }
    open.add(connection);
  }

  private synchronized @Nullable Connection takeIdle(String origin) {
    Deque<Connection> there = idle.get(origin);
    Connection taken = there == null ? null : there.poll();
    if (taken != null) {
      taken.countUse();
    }
    return taken;
  }

  synchronized void giveBack(Connection connection, boolean reusable) {
    if (closed || !reusable) {
      open.remove(connection);
      connection.close();
      return;
    }
    idle.computeIfAbsent(connection.origin(), origin -> new ArrayDeque<>()).push(connection);
    int uses = connection.uses();
    WHEN_IDLE_TOO_LONG.execute(() -> closeUnlessUsed(connection, uses));
  }

  private synchronized void closeUnlessUsed(Connection connection, int uses) {
    Deque<Connection> there = idle.get(connection.origin());
    if (connection.uses() == uses && there != null && there.remove(connection)) {
      giveBack(connection, false);
    }
  }

  synchronized void close() {
    closed = true;
    open.forEach(Connection::close);
    open.clear();
    idle.clear();
  }
}
