package io.httpstream.message;

/**
 * Thrown to a {@link BodyWriter} whose server has answered, with a status of 300 or more, before
 * the body was complete: there is no use in writing on. The caller of {@code send} gets the
 * response.
 */
public class EarlyResponseException extends ExchangeException {
  private static final long serialVersionUID = 1L;

  /** The status of the response. */
  private final int status;

  /**
   * Makes an exception.
   *
   * @param status the status of the final response
   * @param details the circumstances
   */
  public EarlyResponseException(int status, ExchangeDetails details) {
    super("the server answered " + status + " before the body was complete", details, null);
    this.status = status;
  }

  /**
   * The status of the response.
   *
   * @return from 300 to 599
   */
  public int status() {
    return status;
  }
}
