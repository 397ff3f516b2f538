package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import io.httpstream.message.Scope;
import java.util.concurrent.atomic.AtomicReference;

/** Ends a call when the next one begins. */
@Breaks(ids = "CLS-005", message = "a call that had begun before must come to its end, but failed")
@AlsoBreaks(
    value = {"CLS-002", "CON-001", "CON-002", "LEAK-002", "LEAK-007", "POOL-002", "TMO-003"},
    sometimes = "POOL-003")
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
