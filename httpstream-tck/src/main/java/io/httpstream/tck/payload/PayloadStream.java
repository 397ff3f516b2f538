package io.httpstream.tck.payload;

import java.io.InputStream;

/** Makes the bytes of a payload while it is read. */
final class PayloadStream extends InputStream {
  private final long length;
  private long position;

  PayloadStream(long length) {
    this.length = length;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) {
    if (count == 0) {
      return 0;
    }
    if (position == length) {
      return -1;
    }
    int made = (int) Math.min(count, length - position);
    Payload.fill(target, offset, made, position);
    position += made;
    return made;
  }
}
