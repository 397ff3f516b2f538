package io.httpstream.tck.saboteurs;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes the close of a writer's stream for the end of its body. */
@Breaks(ids = "REQ-013", message = "before it writes the second half must arrive, but failed with")
final class CloseForGood extends StreamSaboteur {
  @Override
  OutputStream broken(OutputStream out) {
    return new FilterOutputStream(out) {
      private boolean closed;

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
          throw new IOException("the stream is closed");
        }
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        out.flush();
        closed = true;
      }
    };
  }
}
