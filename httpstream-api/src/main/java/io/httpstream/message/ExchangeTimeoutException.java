package io.httpstream.message;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An exchange ran into one of its {@link Limits}. */
public class ExchangeTimeoutException extends ExchangeException {
  private static final long serialVersionUID = 1L;

  /** Which limit. */
  private final Limit limit;

  /** Its value. */
  private final Duration value;

  /**
   * Makes an exception.
   *
   * @param limit which limit
   * @param value its value; the time that had passed, if the backend had a shorter one of its own
   * @param details the circumstances
   * @param cause what the transport threw, or null if the limit was the guard's
   */
  public ExchangeTimeoutException(
      Limit limit, Duration value, ExchangeDetails details, @Nullable Throwable cause) {
    this(limit, value, "", details, cause);
  }

  /**
   * Makes an exception that says why the limit was reached.
   *
   * @param limit which limit
   * @param value its value
   * @param why in words, or empty if there is nothing to say
   * @param details the circumstances
   * @param cause what the transport threw, or null if the limit was the guard's
   */
  public ExchangeTimeoutException(
      Limit limit, Duration value, String why, ExchangeDetails details, @Nullable Throwable cause) {
    super(
        "the "
            + limit.words()
            + " limit of "
            + seconds(value)
            + " passed"
            + (why.isEmpty() ? "" : " (" + why + ")"),
        details,
        cause);
    this.limit = limit;
    this.value = value;
  }

  private static String seconds(Duration value) {
    return value.toMillisPart() == 0 ? value.toSeconds() + " s" : value.toMillis() + " ms";
  }

  /**
   * Which limit it was.
   *
   * @return the limit
   */
  public Limit limit() {
    return limit;
  }

  /**
   * The limit's value; the time that had passed, if the backend had a shorter one of its own.
   *
   * @return more than zero
   */
  public Duration value() {
    return value;
  }
}
