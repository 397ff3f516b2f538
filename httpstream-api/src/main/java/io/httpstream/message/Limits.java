package io.httpstream.message;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The limits of time of an exchange: an immutable value, changed by its setters into another.
 *
 * <p>Each is per attempt, but for {@link Limit#TOTAL}, which covers them all. Running into one ends
 * the exchange with an {@link ExchangeTimeoutException} that names it.
 */
public final class Limits {
  /** No limit. */
  public static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

  /**
   * What a server may take to answer once it has the last byte of a body: megabytes of it may still
   * lie in the kernel's buffers and take minutes over a slow line.
   */
  private static final Duration HEADERS_AFTER_BODY = Duration.ofMinutes(5);

  private static final Duration CENTURY = Duration.ofDays(36_500);

  private static final Limits DEFAULTS = new Limits(new EnumMap<>(Limit.class));

  private final Map<Limit, Duration> chosen;

  private Limits(Map<Limit, Duration> chosen) {
    this.chosen = chosen;
  }

  /**
   * The limits of a client that was told nothing: connect 10 s, lease 30 s, response headers 30 s
   * (5 min after a body), read idle 30 s, write stall 60 s, producer idle and total none.
   *
   * @return the default limits
   */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /**
   * Whether a limit will ever be reached.
   *
   * @param value of a limit
   * @return false for {@link #NEVER}, and for a century and more, which no clock here can measure
   */
  public static boolean isFinite(Duration value) {
    return value.compareTo(CENTURY) < 0;
  }

  /**
   * The value of a limit.
   *
   * @param limit which one
   * @return its value, or {@link #NEVER}
   */
  public Duration get(Limit limit) {
    return Objects.requireNonNullElse(
        chosen.get(Objects.requireNonNull(limit, "limit")), limit.standard());
  }

  /**
   * The value of {@link Limit#RESPONSE_HEADERS} after a request with a body: five minutes unless
   * the limit was set.
   *
   * @return the value, or {@link #NEVER}
   */
  public Duration responseHeadersAfterBody() {
    return Objects.requireNonNullElse(chosen.get(Limit.RESPONSE_HEADERS), HEADERS_AFTER_BODY);
  }

  /**
   * Sets one limit.
   *
   * @param limit which one
   * @param value more than zero, or {@link #NEVER}
   * @return limits with the new value
   * @throws IllegalArgumentException if the value is zero or negative
   */
  public Limits with(Limit limit, Duration value) {
    Objects.requireNonNull(limit, "limit");
    Objects.requireNonNull(value, "value");
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(
          "the "
              + limit.words()
              + " limit must be more than zero, not "
              + value
              + "; Limits.NEVER turns it off");
    }
    Map<Limit, Duration> copy = new EnumMap<>(Limit.class);
    copy.putAll(chosen);
    copy.put(limit, value);
    return new Limits(copy);
  }

  /**
   * Sets {@link Limit#CONNECT}.
   *
   * @param value more than zero, or {@link #NEVER}
   * @return limits with the new value
   */
  public Limits connect(Duration value) {
    return with(Limit.CONNECT, value);
  }

  /**
   * Sets {@link Limit#LEASE}.
   *
   * @param value more than zero, or {@link #NEVER}
   * @return limits with the new value
   */
  public Limits lease(Duration value) {
    return with(Limit.LEASE, value);
  }

  /**
   * Sets {@link Limit#RESPONSE_HEADERS}, also for requests with a body.
   *
   * @param value more than zero, or {@link #NEVER}
   * @return limits with the new value
   */
  public Limits responseHeaders(Duration value) {
    return with(Limit.RESPONSE_HEADERS, value);
  }

  /**
   * Sets {@link Limit#READ_IDLE}.
   *
   * @param value more than zero, or {@link #NEVER}
   * @return limits with the new value
   */
  public Limits readIdle(Duration value) {
    return with(Limit.READ_IDLE, value);
  }

  /**
   * Sets {@link Limit#WRITE_STALL}.
   *
   * @param value more than zero, or {@link #NEVER}
   * @return limits with the new value
   */
  public Limits writeStall(Duration value) {
    return with(Limit.WRITE_STALL, value);
  }

  /**
   * Sets {@link Limit#PRODUCER_IDLE}.
   *
   * @param value more than zero, or {@link #NEVER}
   * @return limits with the new value
   */
  public Limits producerIdle(Duration value) {
    return with(Limit.PRODUCER_IDLE, value);
  }

  /**
   * Sets {@link Limit#TOTAL}.
   *
   * @param value more than zero, or {@link #NEVER}
   * @return limits with the new value
   */
  public Limits total(Duration value) {
    return with(Limit.TOTAL, value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Limits that && chosen.equals(that.chosen);
  }

  @Override
  public int hashCode() {
    return chosen.hashCode();
  }

  @Override
  public String toString() {
    return "Limits" + chosen;
  }
}
