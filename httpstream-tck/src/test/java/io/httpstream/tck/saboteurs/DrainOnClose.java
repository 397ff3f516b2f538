package io.httpstream.tck.saboteurs;

import java.io.IOException;
import java.io.InputStream;

/** Reads what is left of a body when it is closed, however much that is. */
@Breaks(
    ids = "CAN-006",
    message = "closing a body that does not end must return within a second, but did not")
@AlsoBreaks({
  "BP-001",
  "BP-005",
  "FLT-001",
  "FLT-002",
  "FLT-003",
  "FLT-004",
  "FLT-012",
  "FLT-013",
  "LEAK-001",
  "LEAK-002",
  "LEAK-003",
  "LEAK-006",
  "LEAK-008",
  "LEAK-009",
  "RSP-007"
})
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
