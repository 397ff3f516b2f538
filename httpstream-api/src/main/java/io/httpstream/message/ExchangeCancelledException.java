package io.httpstream.message;

import org.jspecify.annotations.Nullable;

/**
 * The exchange was cancelled: by its {@link Scope}, by {@link Response#abort}, or by closing the
 * client.
 */
public class ExchangeCancelledException extends ExchangeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what went wrong, in words that may be logged
   * @param details the circumstances
   * @param cause what the transport threw, or null
   */
  public ExchangeCancelledException(
      String message, ExchangeDetails details, @Nullable Throwable cause) {
    super(message, details, cause);
  }
}
