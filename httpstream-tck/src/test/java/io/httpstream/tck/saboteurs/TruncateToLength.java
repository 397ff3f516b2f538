package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import io.httpstream.message.RequestBody;
import java.io.ByteArrayOutputStream;

/** Sends what was declared, and forgets what was written beyond that. */
@Breaks(
    ids = "REQ-005",
    message = "a body of 501 bytes that declared 1 must fail, but the caller got")
@AlsoBreaks({
  "BP-003",
  "BP-005",
  "EARLY-001",
  "EARLY-007",
  "EARLY-008",
  "REQ-004",
  "REQ-006",
  "REQ-010",
  "REQ-013",
  "REQ-014"
})
final class TruncateToLength extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request -> {
          RequestBody body = request.body();
          RequestBody truncated =
              WrittenBody.like(
                  body,
                  out -> {
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    body.writeTo(all);
                    out.write(all.toByteArray(), 0, (int) body.length());
                  });
          return body.length() <= 0
              ? next.send(request)
              : next.send(request.toBuilder().body(truncated).build());
        };
  }
}
