package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;

/** Takes every early response for a refusal. */
@Breaks(
    ids = "EARLY-003",
    message = "the server receives what is written on after a response of 200")
final class StopOnSuccess extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    return control.exchange(
        request,
        new ForwardingCall(call) {
          @Override
          public void finalStatus(int status) {
            super.finalStatus(Math.max(300, status));
          }
        });
  }
}
