package io.httpstream.message;

/**
 * Wraps the sending of requests: sees each request before it is sent, and its response after.
 *
 * <p>It may wrap and observe bodies but never buffers them. It is called once for each client, or
 * for each request if it was added to a request; a client's sender must be safe for use by many
 * threads. The middleware that was added first sees the request first and the response last.
 */
@FunctionalInterface
public interface Middleware {
  /**
   * Wraps a sender.
   *
   * @param next sends the request on its way
   * @return a sender that does something of its own and calls {@code next}
   */
  Sender around(Sender next);
}
