package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import io.httpstream.message.RequestBody;

/** Believes a body that says it is empty. */
@Breaks(
    ids = "REQ-005",
    message = "a writer of 500 bytes that declared 0 must fail, but the caller got 200")
final class IgnoreEmptyBodies extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request ->
            request.body().length() == 0
                ? next.send(request.toBuilder().body(RequestBody.empty()).build())
                : next.send(request);
  }
}
