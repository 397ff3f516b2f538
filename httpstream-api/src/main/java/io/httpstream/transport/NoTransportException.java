package io.httpstream.transport;

/** No transport was found, or not the one that was asked for; the message says what to do. */
public class NoTransportException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message with the remedy
   */
  public NoTransportException(String message) {
    super(message);
  }
}
