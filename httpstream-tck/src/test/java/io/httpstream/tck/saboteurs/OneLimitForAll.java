package io.httpstream.tck.saboteurs;

import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.Middleware;
import io.httpstream.message.Request;
import java.time.Duration;

/** Holds the whole exchange to the shortest of its limits, and can't say what it waited for. */
@Breaks(
    ids = {"TMO-001", "TMO-002", "TMO-004", "TMO-008", "TMO-009"},
    message = "limit, but failed with io.httpstream.message.ExchangeTimeoutException")
@AlsoBreaks({"TMO-003", "TMO-005", "TMO-010", "TMO-011"})
final class OneLimitForAll extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next -> request -> next.send(within(request, shortest(request.limits())));
  }

  private static Duration shortest(Limits limits) {
    Duration shortest = Limits.NEVER;
    for (Limit limit : Limit.values()) {
      Duration value = limits.get(limit);
      shortest = value.compareTo(shortest) < 0 ? value : shortest;
    }
    return shortest;
  }

  private static Request within(Request request, Duration total) {
    return request.toBuilder()
        .limits(Limits.defaults())
        .scope(request.scope().child(total))
        .build();
  }
}
