package io.httpstream.tck.saboteurs;

import java.io.IOException;
import java.io.InputStream;

/** Takes whatever ends a body for its end. */
@Breaks(
    ids = {"FLT-001", "FLT-002", "FLT-003", "FLT-004", "FLT-012"},
    message = "must fail, but the caller got its end after")
@Breaks(ids = "FLT-013", message = "must fail, but was read to its end")
@AlsoBreaks({"CAN-004", "FRM-007", "LEAK-008", "RSP-006", "RSP-007", "RTY-003"})
final class EofOnError extends BodySaboteur {
  @Override
  InputStream broken(InputStream body) {
    return new ArrayBody(body) {
      @Override
      public int read(byte[] target, int offset, int count) {
        try {
          return in.read(target, offset, count);
        } catch (IOException e) {
          return -1;
        }
      }
    };
  }
}
