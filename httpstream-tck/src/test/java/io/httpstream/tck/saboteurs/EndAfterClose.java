package io.httpstream.tck.saboteurs;

import java.io.IOException;
import java.io.InputStream;

/** Takes a closed body for one that has ended. */
@Breaks(
    ids = "RSP-006",
    message = "reading a body that was closed after 0 bytes must fail, but the caller got -1")
final class EndAfterClose extends BodySaboteur {
  @Override
  InputStream broken(InputStream body) {
    return new ArrayBody(body) {
      private boolean closed;

      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        return closed ? -1 : in.read(target, offset, count);
      }

      @Override
      public void close() throws IOException {
        closed = true;
        in.close();
      }
    };
  }
}
