package io.httpstream.tck.saboteurs;

import java.io.FilterInputStream;
import java.io.InputStream;

/** Says that a body can be marked. */
@Breaks(ids = "RSP-007", message = "markSupported() of a body must be false, but was true")
final class MarkAnyway extends BodySaboteur {
  @Override
  InputStream broken(InputStream body) {
    return new FilterInputStream(body) {
      @Override
      public boolean markSupported() {
        return true;
      }
    };
  }
}
