package io.httpstream.examples.relay;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Limits;
import io.httpstream.message.Response;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** What the receiver made of the upload, compared by its hash with what was sent. */
final class SavedCopy {
  private SavedCopy() {}

  /** Both sides tell their hash in the same field, or there is nothing to compare. */
  static RelayReport.Verdict compare(HttpStreamClient http, Response file, Response answer)
      throws IOException {
    Optional<String> sent = hash(file);
    Optional<URI> location = answer.header("Location").map(answer.request().uri()::resolve);
    if (sent.isEmpty() || location.isEmpty()) {
      return RelayReport.Verdict.UNKNOWN;
    }
    Optional<String> saved =
        http.head(location.get())
            // The server reads the whole file first, however long that takes.
            .limits(limits -> limits.responseHeaders(Limits.NEVER))
            .send(SavedCopy::hash);
    if (saved.isEmpty()) {
      return RelayReport.Verdict.UNKNOWN;
    }
    return saved.equals(sent) ? RelayReport.Verdict.MATCH : RelayReport.Verdict.MISMATCH;
  }

  private static Optional<String> hash(Response response) {
    return response.header(Sha256.FIELD).flatMap(Sha256::fromField);
  }
}
