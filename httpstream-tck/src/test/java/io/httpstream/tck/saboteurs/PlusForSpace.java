package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;

/** Encodes a space as forms of HTML do. */
@Breaks(ids = "URI-005", message = "the target with parameters must be /a/a%2Fb%20c")
@AlsoBreaks({"HDR-003", "URI-001"})
final class PlusForSpace extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next -> request -> next.send(OtherTarget.of(request, "%20", "+"));
  }
}
