package io.httpstream.message;

import org.jspecify.annotations.Nullable;

/** The response's body ended before its framing said so; what was read so far is not all of it. */
public class TruncatedBodyException extends ExchangeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what went wrong, in words that may be logged
   * @param details the circumstances
   * @param cause what the transport threw, or null
   */
  public TruncatedBodyException(
      String message, ExchangeDetails details, @Nullable Throwable cause) {
    super(message, details, cause);
  }
}
