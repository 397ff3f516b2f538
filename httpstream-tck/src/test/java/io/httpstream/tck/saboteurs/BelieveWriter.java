package io.httpstream.tck.saboteurs;

import io.httpstream.message.ConnectionLostException;
import io.httpstream.message.Middleware;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import java.util.concurrent.atomic.AtomicBoolean;

/** Takes a request for sent whose writer has returned, whatever became of the connection. */
@Breaks(
    ids = "REQ-006",
    message = "that took no notice and returned must fail, but the caller got 200")
@AlsoBreaks({
  "FLT-005",
  "FLT-009",
  "FLT-010",
  "FLT-013",
  "LEAK-008",
  "RTY-001",
  "RTY-003",
  "RTY-004"
})
final class BelieveWriter extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request -> {
          RequestBody body = request.body();
          AtomicBoolean returned = new AtomicBoolean();
          RequestBody observed =
              WrittenBody.like(
                  body,
                  out -> {
                    body.writeTo(out);
                    returned.set(true);
                  });
          try {
            return next.send(request.toBuilder().body(observed).build());
          } catch (ConnectionLostException e) {
            if (returned.get()) {
              return Response.builder(200).build();
            }
            throw e;
          }
        };
  }
}
