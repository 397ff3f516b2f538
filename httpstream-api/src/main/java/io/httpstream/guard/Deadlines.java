package io.httpstream.guard;

import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.Request;
import io.httpstream.message.Scope;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which limit an exchange runs against now, and until when: stamped by the threads of the exchange,
 * read by the timer. One exchange runs against one limit at a time, and the total one.
 */
final class Deadlines {
  private static final long NONE = 0;

  private final Limits limits;
  private final boolean body;
  private final Scope scope;
  private final long total;
  private final boolean producerLimited;
  private final long shortest;
  private volatile long deadline = NONE;
  private volatile Duration span = Limits.NEVER;
  private volatile @Nullable Limit current;

  Deadlines(Request request) {
    this.limits = request.limits();
    this.body = request.body().length() != 0;
    this.scope = request.scope();
    this.total = after(scope.remaining());
    this.producerLimited = Limits.isFinite(limits.get(Limit.PRODUCER_IDLE));
    this.shortest = shortestLimit();
  }

  private static long after(Duration time) {
    if (!Limits.isFinite(time)) {
      return NONE;
    }
    long deadline = System.nanoTime() + time.toNanos();
    return deadline == NONE ? 1 : deadline;
  }

  Duration value(Limit limit) {
    return switch (limit) {
      case TOTAL -> scope.total();
      case RESPONSE_HEADERS -> body ? limits.responseHeadersAfterBody() : limits.get(limit);
      default -> limits.get(limit);
    };
  }

  /** The value that a limit runs with now: closing a body reads it with a shorter one. */
  Duration running(Limit limit) {
    return limit == Limit.TOTAL ? value(limit) : span;
  }

  /** The time of a limit begins now. */
  void enter(Limit limit) {
    enter(limit, value(limit));
  }

  void enter(Limit limit, Duration time) {
    // In this order the timer never sees one limit's deadline with another's name.
    deadline = NONE;
    current = limit;
    span = time;
    deadline = after(time);
  }

  /** The writer has written something: its time begins anew. */
  void produced() {
    if (producerLimited) {
      enter(Limit.PRODUCER_IDLE);
    }
  }

  /** How much time of the limit is left, in nanoseconds; the largest number if none runs. */
  long left() {
    long seen = deadline;
    return seen == NONE ? Long.MAX_VALUE : seen - System.nanoTime();
  }

  /** Of the limit that was entered last, only so much is left. */
  void shorten(long left) {
    if (left != Long.MAX_VALUE) {
      long end = System.nanoTime() + left;
      deadline = end == NONE ? 1 : end;
    }
  }

  /** No limit but the total one holds now. */
  void leave() {
    deadline = NONE;
  }

  /** The limit that has passed at the given time. */
  Optional<Limit> passed(long now) {
    if (total != NONE && now - total >= 0) {
      return Optional.of(Limit.TOTAL);
    }
    long seen = deadline;
    Limit limit = current;
    boolean late = seen != NONE && now - seen >= 0 && deadline == seen;
    return late ? Optional.ofNullable(limit) : Optional.empty();
  }

  /** The shortest of all limits that this exchange may run into, in nanoseconds. */
  long shortest() {
    // Read once: the threads of the exchange go on to another limit meanwhile.
    Duration running = span;
    return deadline != NONE && Limits.isFinite(running)
        ? Math.min(shortest, running.toNanos())
        : shortest;
  }

  private long shortestLimit() {
    long least = Long.MAX_VALUE;
    for (Limit limit : Limit.values()) {
      Duration value = value(limit);
      if (Limits.isFinite(value)) {
        least = Math.min(least, value.toNanos());
      }
    }
    return least;
  }
}
