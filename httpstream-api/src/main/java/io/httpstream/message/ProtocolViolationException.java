package io.httpstream.message;

import org.jspecify.annotations.Nullable;

/** The server sent something that is not HTTP, or contradicts itself. */
public class ProtocolViolationException extends ExchangeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what went wrong, in words that may be logged
   * @param details the circumstances
   * @param cause what the transport threw, or null
   */
  public ProtocolViolationException(
      String message, ExchangeDetails details, @Nullable Throwable cause) {
    super(message, details, cause);
  }
}
