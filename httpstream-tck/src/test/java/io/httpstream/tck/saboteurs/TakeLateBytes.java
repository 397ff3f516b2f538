package io.httpstream.tck.saboteurs;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes without a word what a writer writes when its exchange is over. */
@Breaks(ids = "REQ-014", message = "while the response is read must fail, but the caller got")
final class TakeLateBytes extends StreamSaboteur {
  @Override
  OutputStream broken(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
          out.write(bytes, offset, length);
        } catch (IOException e) {
          if (!String.valueOf(e.getMessage()).contains("its exchange is over")) {
            throw e;
          }
        }
      }
    };
  }
}
