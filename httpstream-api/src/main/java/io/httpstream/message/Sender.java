package io.httpstream.message;

import java.io.IOException;

/**
 * The one verb: sends a request and returns the response as soon as its headers are there.
 *
 * <p>A client is a sender, a middleware makes one of another, a mock is a lambda.
 */
@FunctionalInterface
public interface Sender {
  /**
   * Sends a request.
   *
   * @param request what to send
   * @return the response; its body is still on the wire, and the caller must close it
   * @throws IOException if no response came; an {@link ExchangeException} from a client, or what
   *     the body's writer threw
   */
  Response send(Request request) throws IOException;
}
