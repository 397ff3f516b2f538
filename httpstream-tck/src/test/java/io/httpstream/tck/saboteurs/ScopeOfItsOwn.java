package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import io.httpstream.message.Scope;

/** A middleware that loses the scope, so that nobody can cancel what is behind it. */
@Breaks(
    ids = "CAN-009",
    message = "a request that was cancelled before it was sent must fail, but the caller got")
@Breaks(
    ids = "CAN-010",
    message =
        "the server sees the connection's end after a stage of the call's future was cancelled")
@Breaks(
    ids = "POOL-003",
    message = "a waiter who was cancelled must fail with ExchangeCancelledException")
@AlsoBreaks({"CAN-001", "CAN-002", "CAN-003", "CAN-004", "LEAK-004", "TMO-006", "TMO-007"})
final class ScopeOfItsOwn extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next -> request -> next.send(request.toBuilder().scope(Scope.create()).build());
  }
}
