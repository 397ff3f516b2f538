package io.httpstream.tck.saboteurs;

import io.httpstream.message.BodyWriter;
import io.httpstream.message.RequestBody;

/** A body that a saboteur writes in its own way, and that is as it was in all other respects. */
final class WrittenBody {
  private WrittenBody() {}

  /** The type and length of a body, with another writer. */
  static RequestBody like(RequestBody body, BodyWriter writer) {
    RequestBody written = like(body, RequestBody.writer(writer));
    return body.length() < 0 ? written : written.length(body.length());
  }

  /** The type of a body, with other content. */
  static RequestBody like(RequestBody body, RequestBody content) {
    RequestBody written = body.mediaType().map(content::mediaType).orElse(content);
    return body.isReplayable() && !written.isReplayable() ? written.replayable() : written;
  }
}
