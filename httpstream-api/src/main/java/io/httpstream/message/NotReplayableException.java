package io.httpstream.message;

import org.jspecify.annotations.Nullable;

/** A body that can be written once only was asked for a second time; nothing was sent. */
public class NotReplayableException extends ExchangeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what went wrong, in words that may be logged
   * @param details the circumstances
   * @param cause what the transport threw, or null
   */
  public NotReplayableException(
      String message, ExchangeDetails details, @Nullable Throwable cause) {
    super(message, details, cause);
  }
}
