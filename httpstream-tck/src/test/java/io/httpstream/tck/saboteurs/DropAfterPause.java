package io.httpstream.tck.saboteurs;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Loses what had arrived before the reader paused. */
@Breaks(ids = "BP-002", message = "the body that is read with pauses must be")
@AlsoBreaks({"BP-005", "TMO-010"})
final class DropAfterPause extends BodySaboteur {
  private static final long PAUSE = Duration.ofMillis(50).toNanos();

  @Override
  InputStream broken(InputStream body) {
    return new ArrayBody(body) {
      private long last = System.nanoTime();

      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        int read = in.read(target, offset, count);
        boolean paused = System.nanoTime() - last > PAUSE;
        last = System.nanoTime();
        return read > 0 && paused ? in.read(target, offset, count) : read;
      }
    };
  }
}
