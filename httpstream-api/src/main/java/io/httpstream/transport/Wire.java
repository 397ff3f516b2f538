package io.httpstream.transport;

import java.io.IOException;

/**
 * Where the guard puts the bytes of a request's body; implemented by a transport. Called by one
 * thread at a time. Each method blocks while the peer is slow, and throws when the exchange is
 * aborted.
 */
public interface Wire {
  /**
   * Sends the beginning of a buffer and takes the buffer over.
   *
   * @param buffer the bytes; belongs to the transport from now on
   * @param length how many of them, more than zero
   * @return the buffer that the guard fills next: the same one if its bytes are no longer needed,
   *     else another that is at least as long
   * @throws IOException if they can't be sent
   */
  byte[] emit(byte[] buffer, int length) throws IOException;

  /**
   * Sends bytes of an array that belongs to the writer: on return they are sent or copied.
   *
   * @param bytes the array
   * @param offset of the first byte
   * @param length how many, more than zero
   * @throws IOException if they can't be sent
   */
  void pass(byte[] bytes, int offset, int length) throws IOException;

  /**
   * Puts all that was emitted on the wire.
   *
   * @throws IOException if it can't be sent
   */
  void flush() throws IOException;
}
