package io.httpstream.message;

import org.jspecify.annotations.Nullable;

/** TLS could not be agreed upon, or the peer's certificate is not trusted. */
public class TlsFailedException extends ExchangeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what went wrong, in words that may be logged
   * @param details the circumstances
   * @param cause what the transport threw, or null
   */
  public TlsFailedException(String message, ExchangeDetails details, @Nullable Throwable cause) {
    super(message, details, cause);
  }
}
