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
