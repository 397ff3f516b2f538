package io.httpstream.transport.apache;

import java.io.FilterInputStream;
import java.io.IOException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;

/**
 * A chunked body that is complete only with its last line. Apache takes a connection that ends
 * within the last chunk, even within its size, for the end of the body (ChunkedInputStream and
 * AbstractMessageParser.parseHeaderArray, httpcore 5.4).
 */
final class WholeChunks extends FilterInputStream {
  private final SocketInput connection;

  WholeChunks(ChunkedInputStream in, SocketInput connection) {
    super(in);
    this.connection = connection;
  }

  @Override
  public int read() throws IOException {
    return checked(super.read());
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return checked(super.read(bytes, offset, length));
  }

  /**
   * Nobody reads beyond the last line, so whoever has seen the connection's end was short of it.
   */
  private int checked(int read) throws IOException {
    if (read < 0 && connection.ended()) {
      throw new ConnectionClosedException("the connection was closed within the last chunk");
    }
    return read;
  }
}
