package io.httpstream.message;

/**
 * A body wrote fewer or more bytes than it had declared. Of a longer body never more than the
 * declared bytes were sent; after a shorter one the connection was closed.
 */
public class LengthMismatchException extends ExchangeException {
  private static final long serialVersionUID = 1L;

  /** Bytes declared. */
  private final long declared;

  /** Bytes written, or asked to be written. */
  private final long written;

  /**
   * Makes an exception.
   *
   * @param body the body in words
   * @param declared the declared length in bytes
   * @param written the bytes written, the excess ones included
   * @param details the circumstances
   */
  public LengthMismatchException(
      String body, long declared, long written, ExchangeDetails details) {
    super(
        "the body ("
            + body
            + ") declared "
            + declared
            + " bytes and wrote "
            + (written > declared ? "more, at least " : "only ")
            + written
            + "; declare the exact length, or none",
        details,
        null);
    this.declared = declared;
    this.written = written;
  }

  /**
   * The declared length.
   *
   * @return in bytes
   */
  public long declared() {
    return declared;
  }

  /**
   * What was written, the excess of the last write included.
   *
   * @return in bytes
   */
  public long written() {
    return written;
  }
}
