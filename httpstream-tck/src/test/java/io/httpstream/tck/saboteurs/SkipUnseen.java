package io.httpstream.tck.saboteurs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Says to have skipped as much as was asked for, as one may in a file. */
@Breaks(ids = "RSP-007", message = "what is skipped behind the end must be 0, but was 10")
final class SkipUnseen extends BodySaboteur {
  @Override
  InputStream broken(InputStream body) {
    return new FilterInputStream(body) {
      @Override
      public long skip(long count) throws IOException {
        in.skip(count);
        return Math.max(0, count);
      }
    };
  }
}
