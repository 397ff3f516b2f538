package io.httpstream.tck.socket;

import java.io.IOException;
import java.io.InputStream;

/** A body that gives its connection back at its end, and closes it if it is closed before that. */
final class LeasedBody extends InputStream {
  private final InputStream body;
  private final Lease lease;
  private final boolean reusable;
  private boolean ended;
  private volatile boolean closed;

  LeasedBody(InputStream body, Lease lease, boolean reusable) {
    this.body = body;
    this.lease = lease;
    this.reusable = reusable;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (closed) {
      throw new IOException("the body is closed");
    }
    if (count == 0) {
      return 0;
    }
    if (ended) {
      return -1;
    }
    int read = body.read(target, offset, count);
    if (read < 0) {
      end();
    }
    return read;
  }

  private void end() {
    ended = true;
    if (reusable) {
      lease.giveBack();
    } else {
      lease.drop();
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (!ended) {
        lease.drop();
      }
    }
  }
}
