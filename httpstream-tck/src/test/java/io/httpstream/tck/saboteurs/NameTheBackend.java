package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;

/** Tells every server what is beneath. */
@Breaks(ids = "HDR-011", message = "must be [httpstream, tck], but was [Backend/1.0, tck]")
final class NameTheBackend extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request ->
            next.send(
                request.headers().contains("User-Agent")
                    ? request
                    : request.toBuilder().header("User-Agent", "Backend/1.0").build());
  }
}
