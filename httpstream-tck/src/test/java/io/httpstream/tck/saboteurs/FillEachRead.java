package io.httpstream.tck.saboteurs;

import java.io.IOException;
import java.io.InputStream;

/** Waits until the array of a read is full. */
@Breaks(ids = "RSP-002", message = "the first piece was read while the server held back the second")
final class FillEachRead extends BodySaboteur {
  @Override
  InputStream broken(InputStream body) {
    return new ArrayBody(body) {
      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        int read = in.readNBytes(target, offset, count);
        return read == 0 && count > 0 ? -1 : read;
      }
    };
  }
}
