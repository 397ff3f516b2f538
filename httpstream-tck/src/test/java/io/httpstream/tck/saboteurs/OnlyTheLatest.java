package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import io.httpstream.message.Scope;
import java.util.concurrent.atomic.AtomicReference;

/** Ends a call when the next one begins. */
@Breaks(ids = "CLS-005", message = "a call that had begun before must come to its end, but failed")
final class OnlyTheLatest extends ClientSaboteur {
  private final AtomicReference<Scope> latest = new AtomicReference<>(Scope.create());

  @Override
  Middleware fault() {
    return next ->
        request -> {
          latest.getAndSet(request.scope()).cancel("by the next call");
          return next.send(request);
        };
  }
}
