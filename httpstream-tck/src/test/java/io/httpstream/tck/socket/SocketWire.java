package io.httpstream.tck.socket;

import io.httpstream.transport.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Puts a request's body on a connection. */
final class SocketWire implements Wire {
  private static final byte[] LINE_END = {'\r', '\n'};

  private final Connection connection;
  private final boolean chunked;

  SocketWire(Connection connection, boolean chunked) {
    this.connection = connection;
    this.chunked = chunked;
  }

  @Override
  public byte[] emit(byte[] buffer, int length) throws IOException {
    pass(buffer, 0, length);
    return buffer;
  }

  @Override
  public void pass(byte[] bytes, int offset, int length) throws IOException {
    if (chunked) {
      connection.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
    connection.write(bytes, offset, length);
    if (chunked) {
      connection.write(LINE_END);
    }
  }

  @Override
  public void flush() throws IOException {
    connection.flush();
  }

  /** Ends the message. */
  void finish() throws IOException {
    if (chunked) {
      connection.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }
}
