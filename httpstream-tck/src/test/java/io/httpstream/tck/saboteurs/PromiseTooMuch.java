package io.httpstream.tck.saboteurs;

import java.io.IOException;
import java.io.InputStream;

/** Counts as available what frames the content, too. */
@Breaks(ids = "RSP-007", message = "available() must say how much can be read without waiting")
final class PromiseTooMuch extends BodySaboteur {
  @Override
  InputStream broken(InputStream body) {
    return new ArrayBody(body) {
      private boolean begun;

      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        begun = true;
        return in.read(target, offset, count);
      }

      @Override
      public int available() throws IOException {
        return begun ? in.available() + 7 : 0;
      }
    };
  }
}
