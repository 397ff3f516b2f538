package io.httpstream.tck.saboteurs;

import java.io.IOException;
import java.io.InputStream;

/** Takes a read of one byte for none, every now and then. */
@Breaks(ids = "RSP-003", message = "a body in chunks of one byte must be 1000 bytes")
final class LoseTinyChunks extends BodySaboteur {
  @Override
  InputStream broken(InputStream body) {
    return new ArrayBody(body) {
      private int tiny;

      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        int read = in.read(target, offset, count);
        if (read == 1) {
          tiny++;
        }
        return tiny == 500 ? read(target, offset, count) : read;
      }
    };
  }
}
