package io.httpstream.sample;

import io.httpstream.transport.Wire;
import java.io.IOException;

/** Puts a request's body on a connection, in chunks or as it is (RFC 9112, section 7.1). */
final class SocketWire implements Wire {
  private final Connection connection;
  private final boolean chunked;

  SocketWire(Connection connection, boolean chunked) {
    this.connection = connection;
    this.chunked = chunked;
  }

  @Override
  public byte[] emit(byte[] buffer, int length) throws IOException {
    pass(buffer, 0, length);
    // Written or copied: the guard may fill it again.
    return buffer;
  }

  @Override
  public void pass(byte[] bytes, int offset, int length) throws IOException {
    if (chunked) {
      connection.write(Integer.toHexString(length) + "\r\n");
    }
    connection.write(bytes, offset, length);
    if (chunked) {
      connection.write("\r\n");
    }
  }

  @Override
  public void flush() throws IOException {
    connection.flush();
  }

  /** Ends the message; of one that failed the end is never written. */
  void finish() throws IOException {
    if (chunked) {
      connection.write("0\r\n\r\n");
    }
  }
}
