package io.httpstream.message;

import java.io.Serializable;
import java.util.Objects;

/**
 * The circumstances of a failed exchange.
 *
 * @param phase how far it had come
 * @param request method and URI, query values and credentials masked
 * @param bytesSent bytes of the request's body that the transport had taken
 * @param bytesReceived bytes of the response's body that the caller had read
 * @param safeToRetry whether the same request may be sent again without the risk that the server
 *     acts on it twice (RFC 9110, section 9.2.2) and without a body that is used up
 * @serial exclude
 */
public record ExchangeDetails(
    Phase phase, String request, long bytesSent, long bytesReceived, boolean safeToRetry)
    implements Serializable {
  /**
   * Checks that nothing is null.
   *
   * @param phase how far it had come
   * @param request method and URI, masked
   * @param bytesSent of the request's body
   * @param bytesReceived of the response's body
   * @param safeToRetry whether it may be sent again
   */
  public ExchangeDetails {
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(request, "request");
  }
}
