package io.httpstream.message;

import org.jspecify.annotations.Nullable;

/** No connection could be made: the name does not resolve, or nobody answers there. */
public class ConnectFailedException extends ExchangeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what went wrong, in words that may be logged
   * @param details the circumstances
   * @param cause what the transport threw, or null
   */
  public ConnectFailedException(
      String message, ExchangeDetails details, @Nullable Throwable cause) {
    super(message, details, cause);
  }
}
