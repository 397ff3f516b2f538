package io.httpstream.message;

/**
 * The server answered with a status that is not 2xx, and success was required. Holds an excerpt of
 * the body, which is never part of the message.
 */
public class StatusException extends ExchangeException {
  private static final long serialVersionUID = 1L;

  /** The status. */
  private final int status;

  /** The response's headers. */
  private final Headers headers;

  /** The body's beginning. */
  private final String excerpt;

  /**
   * Makes an exception.
   *
   * @param status the status
   * @param headers the response's headers
   * @param excerpt the beginning of the body, bounded
   * @param details the circumstances
   */
  public StatusException(int status, Headers headers, String excerpt, ExchangeDetails details) {
    super("status " + status, details, null);
    this.status = status;
    this.headers = headers;
    this.excerpt = excerpt;
  }

  /**
   * The response's status.
   *
   * @return from 300 to 599
   */
  public int status() {
    return status;
  }

  /**
   * The response's headers.
   *
   * @return as received
   */
  public Headers headers() {
    return headers;
  }

  /**
   * The beginning of the response's body, as text.
   *
   * @return at most 8 KiB of it; empty if there was none or it could not be read
   */
  public String excerpt() {
    return excerpt;
  }
}
