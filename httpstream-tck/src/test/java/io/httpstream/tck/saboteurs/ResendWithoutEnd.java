package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;

/** Sends again whatever was not answered, however far the answer had come. */
@Breaks(
    ids = {"RTY-001", "RTY-003", "RTY-004"},
    message = "but the server saw it")
@AlsoBreaks({
  "FLT-009",
  "FLT-013",
  "FRM-004",
  "FRM-005",
  "FRM-006",
  "HDR-008",
  "LEAK-006",
  "LEAK-009",
  "MPT-009",
  "REQ-006"
})
final class ResendWithoutEnd extends TransportSaboteur {
  private static final int TIMES = 3;

  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    Request next = request;
    for (int i = 1; i < TIMES; i++) {
      try {
        return control.exchange(next, call);
      } catch (IOException e) {
        next = request.toBuilder().body(RequestBody.empty()).build();
      }
    }
    return control.exchange(next, call);
  }
}
