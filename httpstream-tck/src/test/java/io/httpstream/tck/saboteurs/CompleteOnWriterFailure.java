package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Wire;
import java.io.IOException;

/** Ends the message properly when the writer has failed, so that half a body looks whole. */
@Breaks(ids = "REQ-006", message = "the server saw a complete message")
@AlsoBreaks({"LEAK-006", "LEAK-009", "MPT-009", "REQ-004", "REQ-005", "REQ-013"})
final class CompleteOnWriterFailure extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    return control.exchange(
        request,
        new ForwardingCall(call) {
          @Override
          public boolean writeBody(Wire wire) {
            try {
              return super.writeBody(wire);
            } catch (IOException e) {
              return true;
            }
          }
        });
  }
}
