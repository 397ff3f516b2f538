package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.util.function.Consumer;

/** Can't be stopped. */
@Breaks(
    ids = {"CAN-001", "CAN-002", "CAN-003", "CAN-004"},
    message = "must free the caller within a second, but did not")
@AlsoBreaks({
  "CAN-005",
  "CAN-010",
  "LEAK-003",
  "LEAK-004",
  "TMO-001",
  "TMO-002",
  "TMO-004",
  "TMO-005",
  "TMO-007",
  "TMO-008",
  "TMO-009",
  "TMO-011"
})
final class IgnoreCancel extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    return control.exchange(
        request,
        new ForwardingCall(call) {
          @Override
          public void onAbort(Consumer<IOException> kill) {}
        });
  }
}
