package io.httpstream.tck.saboteurs;

import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.Middleware;
import io.httpstream.message.Scope;

/** Waits for ever. */
@Breaks(
    ids = {"TMO-005", "TMO-006", "TMO-007"},
    message = " ms ends ")
@AlsoBreaks({
  "CAN-001",
  "CAN-002",
  "CAN-003",
  "CAN-004",
  "CAN-009",
  "CAN-010",
  "LEAK-004",
  "POOL-003",
  "TMO-001",
  "TMO-002",
  "TMO-003",
  "TMO-004",
  "TMO-008",
  "TMO-009",
  "TMO-011"
})
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
