package io.httpstream.tck.saboteurs;

import java.io.IOException;
import java.io.InputStream;

/** Reads what is left of a body when it is closed, however much that is. */
@Breaks(
    ids = "CAN-006",
    message = "closing a body that does not end must return within a second, but did not")
final class DrainOnClose extends BodySaboteur {
  @Override
  InputStream broken(InputStream body) {
    return new ArrayBody(body) {
      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        return in.read(target, offset, count);
      }

      @Override
      public void close() throws IOException {
        byte[] rest = new byte[8192];
        while (in.read(rest) >= 0) {
          // Goes on.
        }
        in.close();
      }
    };
  }
}
