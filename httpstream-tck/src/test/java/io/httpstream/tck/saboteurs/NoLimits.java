package io.httpstream.tck.saboteurs;

import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.Middleware;
import io.httpstream.message.Scope;

/** Waits for ever. */
@Breaks(
    ids = {"TMO-005", "TMO-006", "TMO-007"},
    message = " ms ends ")
final class NoLimits extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request -> next.send(request.toBuilder().limits(never()).scope(Scope.create()).build());
  }

  private static Limits never() {
    Limits limits = Limits.defaults();
    for (Limit limit : Limit.values()) {
      limits = limits.with(limit, Limits.NEVER);
    }
    return limits;
  }
}
