package io.httpstream.transport.apache;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The response's body as it arrives. Apache's stream would read the rest when it is closed; this
 * closes the connection. Read by one thread; closed by any.
 */
final class ResponseBody extends InputStream {
  private final InputStream in;
  private final ApacheExchange exchange;
  private volatile boolean closed;
  private volatile boolean ended;
  private @Nullable IOException failure;

  ResponseBody(InputStream in, ApacheExchange exchange) {
    this.in = in;
    this.exchange = exchange;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    checkOpen();
    if (length == 0) {
      return 0;
    }
    if (ended) {
      return -1;
    }
    if (failure != null) {
      // What Apache's stream says after a failure is the end of the body.
      throw Failures.again(failure);
    }
    try {
      int count = in.read(bytes, offset, length);
      if (count < 0) {
        ended = true;
      }
      return count;
    } catch (IOException | RuntimeException e) {
      failure = exchange.failedInBody(e);
      checkOpen();
      throw failure;
    }
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("the response's body is closed");
    }
  }

  @Override
  public int available() throws IOException {
    checkOpen();
    // Apache computes it with an int, which overflows with 2 GiB.
    return ended || failure != null ? 0 : Math.max(0, in.available());
  }

  /** Before the end of the body this closes the connection, and never blocks. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (!ended) {
        exchange.drop();
      }
    }
  }
}
