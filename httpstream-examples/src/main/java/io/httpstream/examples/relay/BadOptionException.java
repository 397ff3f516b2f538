package io.httpstream.examples.relay;

/** An option that can't be used; the message is one sentence for the one who gave it. */
final class BadOptionException extends Exception {
  private static final long serialVersionUID = 1L;

  BadOptionException(String message) {
    super(message);
  }
}
