package io.httpstream.message;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An exchange failed. Its subclasses say how; the same fault has the same type on every transport.
 *
 * <p>The message holds no query values, credentials or body content.
 */
public class ExchangeException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The circumstances. */
  private final ExchangeDetails details;

  /**
   * Makes an exception.
   *
   * @param message what went wrong, in words that may be logged
   * @param details the circumstances
   * @param cause what the transport or the writer threw, or null
   */
  public ExchangeException(String message, ExchangeDetails details, @Nullable Throwable cause) {
    super(describe(message, details), cause);
    this.details = details;
  }

  private static String describe(String message, ExchangeDetails details) {
    Objects.requireNonNull(message, "message");
    return details.request()
        + ": "
        + message
        + " "
        + details.phase().words()
        + " ("
        + details.bytesSent()
        + " body bytes sent, "
        + details.bytesReceived()
        + " received; "
        + (details.safeToRetry() ? "safe" : "not safe")
        + " to retry)";
  }

  /**
   * The circumstances.
   *
   * @return phase, request, bytes both ways
   */
  public ExchangeDetails details() {
    return details;
  }

  /**
   * How far the exchange had come.
   *
   * @return the phase it failed in
   */
  public Phase phase() {
    return details.phase();
  }

  /**
   * Whether the request may be sent again: nothing of it can have been acted upon, and its body can
   * be written once more.
   *
   * @return true if a retry is safe
   */
  public boolean safeToRetry() {
    return details.safeToRetry();
  }
}
