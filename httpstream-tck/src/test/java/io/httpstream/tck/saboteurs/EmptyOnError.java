package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;

/** Takes a failure for an empty response, as whoever believes that HTTP/0.9 is still spoken. */
@Breaks(
    ids = {"FLT-005", "FLT-006", "FLT-009", "FLT-010"},
    message = "must fail, but the caller got 200")
@AlsoBreaks({
  "CAN-001",
  "CAN-002",
  "CAN-003",
  "CAN-007",
  "FLT-007",
  "FLT-013",
  "FRM-004",
  "FRM-005",
  "FRM-006",
  "HDR-008",
  "LEAK-005",
  "LEAK-006",
  "LEAK-008",
  "LEAK-009",
  "MPT-009",
  "REQ-006",
  "REQ-007",
  "RTY-001",
  "RTY-003",
  "RTY-004"
})
final class EmptyOnError extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    try {
      return control.exchange(request, call);
    } catch (IOException e) {
      return Response.builder(200).build();
    }
  }
}
