package io.httpstream.message;

import org.jspecify.annotations.Nullable;

/** The connection was closed or reset before the response's headers were there. */
public class ConnectionLostException extends ExchangeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what went wrong, in words that may be logged
   * @param details the circumstances
   * @param cause what the transport threw, or null
   */
  public ConnectionLostException(
      String message, ExchangeDetails details, @Nullable Throwable cause) {
    super(message, details, cause);
  }
}
