package io.httpstream.transport;

import io.httpstream.message.Phase;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The guard's hand in one exchange; a transport calls it. Thread-safe but for {@link #writeBody}.
 */
public interface Call {
  /**
   * Tells how far the exchange has come, as soon as the transport knows: limits and the types of
   * failures depend on it. {@link Phase#WRITING} is set by {@link #writeBody} itself, {@link
   * Phase#AWAITING} after it, and {@link Phase#READING} when the transport returns; of a request
   * without a body the transport says {@link Phase#AWAITING}. A transport that learns only
   * afterwards how far it had come says so before it throws.
   *
   * @param phase the phase that begins now
   */
  void phase(Phase phase);

  /**
   * Gives the guard what ends the exchange at once, an open response body included. Runs at once if
   * the exchange has been aborted already. A later call replaces the former one.
   *
   * @param kill called with the reason on any thread, possibly more than once; must not block
   */
  void onAbort(Consumer<IOException> kill);

  /**
   * Tells that the final response's status was seen while the body is still being written. From 300
   * on the writer is stopped: its next or current write throws.
   *
   * @param status of a final response
   */
  void finalStatus(int status);

  /**
   * Gives the guard what looks for a response while the writing is blocked. A transport whose
   * backend tells of responses by itself has no use for it. A later call replaces the former one.
   *
   * @param look called on another thread, again and again as long as one call of the {@link Wire}
   *     takes longer than some 40 ms, and never between two calls or after the last; must not
   *     block, and if it finds a status of 300 or more, lets the blocked call fail
   */
  void whileBlocked(Runnable look);

  /**
   * Writes the request's body to the wire, on this thread.
   *
   * @param wire takes the bytes
   * @return true if the body is complete: the transport finishes the message. False if an early
   *     response made the rest useless: the transport must not finish the message nor reuse the
   *     connection, and returns the response
   * @throws IOException if the body failed: the transport must break the message off, and throw
   *     this or any other exception; the guard knows the cause
   */
  boolean writeBody(Wire wire) throws IOException;
}
