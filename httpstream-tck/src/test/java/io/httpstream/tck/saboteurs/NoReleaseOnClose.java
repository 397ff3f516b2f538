package io.httpstream.tck.saboteurs;

import java.io.IOException;
import java.io.InputStream;

/** Gives a connection back at the end of the body only, and not when the body is closed. */
@Breaks(
    ids = "LEAK-003",
    message = "the server sees the connections of unread responses closed (51 of 51 are open)")
@AlsoBreaks({"CAN-006", "RSP-006", "RSP-007"})
final class NoReleaseOnClose extends BodySaboteur {
  @Override
  InputStream broken(InputStream body) {
    return new ArrayBody(body) {
      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        return in.read(target, offset, count);
      }

      @Override
      public void close() {}
    };
  }
}
