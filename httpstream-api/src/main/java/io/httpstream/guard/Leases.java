package io.httpstream.guard;

import io.httpstream.message.Limit;
import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * How many exchanges run with one origin at once. Who comes when all places are taken waits in
 * line, as long as {@link Limit#LEASE} allows; a place is held until the response's body is at its
 * end or closed.
 */
final class Leases {
  /** So many holders are named to those who have waited in vain. */
  private static final int NAMED = 3;

  private final int perOrigin;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Line> lines = new HashMap<>();

  Leases(int perOrigin) {
    this.perOrigin = perOrigin;
  }

  /** Those who run with one origin, and those who wait for them. */
  private static final class Line {
    private final String origin;
    private final Set<Exchange> holders = new LinkedHashSet<>();
    private final Queue<Waiter> waiters = new ArrayDeque<>();

    Line(String origin) {
      this.origin = origin;
    }
  }

  /** Who waits, until woken by a place or by the end of its exchange. */
  private record Waiter(Exchange exchange, Condition woken) {}

  /**
   * Takes a place, or waits for one; nothing of the request is sent before.
   *
   * @throws IOException if the exchange was ended meanwhile: by a limit, a cancel or an interrupt
   */
  void acquire(Exchange exchange) throws IOException {
    lock.lock();
    try {
      String origin = origin(exchange.request());
      Line line = lines.computeIfAbsent(origin, Line::new);
      if (line.holders.size() < perOrigin && line.waiters.isEmpty()) {
        line.holders.add(exchange);
      } else {
        await(exchange, line);
      }
    } finally {
      lock.unlock();
    }
  }

  private void await(Exchange exchange, Line line) throws IOException {
    Waiter waiter = new Waiter(exchange, lock.newCondition());
    line.waiters.add(waiter);
    try {
      exchange.enter(Phase.LEASING);
      exchange.explainLimit(() -> holders(line));
      exchange.killWith(reason -> wake(waiter));
      while (!line.holders.contains(exchange)) {
        exchange.rethrowFailure();
        waiter.woken.await();
      }
    } catch (InterruptedException e) {
      throw exchange.interrupted(e);
    } finally {
      exchange.killWith(reason -> {});
      exchange.explainLimit(() -> "");
      line.waiters.remove(waiter);
    }
    exchange.enter(Phase.PREPARING);
  }

  private void wake(Waiter waiter) {
    lock.lock();
    try {
      waiter.woken.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Gives a place to the next in line; has no effect if the exchange has none. */
  void release(Exchange exchange) {
    lock.lock();
    try {
      String origin = origin(exchange.request());
      Line line = lines.get(origin);
      if (line == null || !line.holders.remove(exchange)) {
        return;
      }
      Waiter next = line.waiters.poll();
      if (next != null) {
        line.holders.add(next.exchange);
        next.woken.signal();
      } else if (line.holders.isEmpty()) {
        lines.remove(origin);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Why somebody waits in vain. */
  private String holders(Line line) {
    lock.lock();
    try {
      int all = line.holders.size();
      return line.holders.stream()
          .limit(NAMED)
          .map(Exchange::describe)
          .collect(
              Collectors.joining(
                  ", ",
                  "all " + all + " connections to " + line.origin + " are held: ",
                  all > NAMED ? " and " + (all - NAMED) + " more" : ""));
    } finally {
      lock.unlock();
    }
  }

  private static String origin(Request request) {
    URI uri = request.uri();
    int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }
}
