package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import java.io.IOException;

/** Gives the caller an exception of its own instead of the writer's. */
@Breaks(
    ids = "REQ-006",
    message = "what the writer threw must reach the caller as the same instance")
final class WrapWriterFailure extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request -> {
          try {
            return next.send(request);
          } catch (IOException e) {
            throw new IOException("the request failed", e);
          }
        };
  }
}
