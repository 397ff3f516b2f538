package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Makes of an interrupt a failure like any other. */
@Breaks(ids = "CAN-005", message = "must fail with InterruptedIOException, but failed with java.io")
final class SwallowInterrupt extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request -> {
          try {
            return next.send(request);
          } catch (InterruptedIOException e) {
            Thread.interrupted();
            throw new IOException("something went wrong", e);
          }
        };
  }
}
