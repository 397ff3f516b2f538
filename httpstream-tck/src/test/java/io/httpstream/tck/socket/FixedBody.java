package io.httpstream.tck.socket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body of declared length. */
final class FixedBody extends InputStream {
  private final InputStream in;
  private long left;

  FixedBody(InputStream in, long length) {
    this.in = in;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = in.read(target, offset, (int) Math.min(count, left));
    if (read < 0) {
      throw new EOFException("the connection ended " + left + " bytes before the body's end");
    }
    left -= read;
    return read;
  }
}
