package io.httpstream.message;

import java.io.OutputStream;

/**
 * Writes the body of a request, piece by piece, while it is being sent.
 *
 * <p>The writer runs on the thread that sends the request, where the backend allows it, and blocks
 * while the server is slow. What it throws breaks the message on the wire, so that the server never
 * takes it for complete, and reaches the caller of {@code send}: an {@link java.io.IOException} or
 * an unchecked exception as the same instance, any other as the cause of an {@link
 * ExchangeException}.
 */
@FunctionalInterface
public interface BodyWriter {
  /**
   * Writes the whole body.
   *
   * @param out takes the bytes; small writes are coalesced, and what was written is on the wire
   *     after {@code flush()} or 64 KiB; of a body of declared length the last bytes leave when
   *     this method has returned, so that a failure always shows. Closing it is allowed and has no
   *     effect. It must not be used after this method has returned, nor by several threads at once.
   * @throws Exception to break the request off
   */
  void writeTo(OutputStream out) throws Exception;
}
