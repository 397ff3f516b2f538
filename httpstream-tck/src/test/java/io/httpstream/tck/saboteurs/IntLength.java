package io.httpstream.tck.saboteurs;

import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes of a body in an int. */
@Breaks(
    ids = "RSP-004",
    message = "the bytes that can be read must be 4296015872, but was 2147483647")
final class IntLength extends BodySaboteur {
  @Override
  InputStream broken(InputStream body) {
    return new ArrayBody(body) {
      private int left = Integer.MAX_VALUE;

      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        int read = left == 0 ? -1 : in.read(target, offset, Math.min(count, left));
        left -= Math.max(read, 0);
        return read;
      }
    };
  }
}
