package io.httpstream.tck.saboteurs;

import java.io.IOException;
import java.io.InputStream;

/** Says only once that the body has ended. */
@Breaks(ids = "RSP-005", message = "a read of a byte after the end must be -1, but threw")
@AlsoBreaks("RSP-007")
final class EndOnce extends BodySaboteur {
  @Override
  InputStream broken(InputStream body) {
    return new ArrayBody(body) {
      private boolean ended;

      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        if (ended) {
          throw new IOException("there is nothing left");
        }
        int read = in.read(target, offset, count);
        ended = read < 0;
        return read;
      }
    };
  }
}
