package io.httpstream.tck;

import io.httpstream.transport.Transport;
import java.net.URI;
import java.util.Objects;

/**
 * Something of the caller's that a transport was made with, and that it must leave open.
 *
 * @param what in words, for example {@code "native client"}
 * @param transport uses it; closed by the TCK
 * @param use uses it without the transport
 * @param closing closes it; called by the TCK at the end of the case
 */
public record Supplied(String what, Transport transport, Use use, AutoCloseable closing) {
  /**
   * Checks that nothing is null.
   *
   * @param what in words
   * @param transport uses it
   * @param use uses it without the transport
   * @param closing closes it
   */
  public Supplied {
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(transport, "transport");
    Objects.requireNonNull(use, "use");
    Objects.requireNonNull(closing, "closing");
  }

  /** How the caller uses it. */
  @FunctionalInterface
  public interface Use {
    /**
     * Uses it once.
     *
     * @param uri answers a GET with a status of 200
     * @throws Exception if it is of no use any more
     */
    void with(URI uri) throws Exception;
  }
}
