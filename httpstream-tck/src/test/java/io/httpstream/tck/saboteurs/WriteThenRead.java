package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;

/** Looks at a response only when the request is sent. */
@Breaks(
    ids = {"EARLY-001", "EARLY-002", "EARLY-004", "EARLY-007", "EARLY-008"},
    message = "early response")
@AlsoBreaks("EARLY-005")
final class WriteThenRead extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    return control.exchange(request, new UnheardCall(call));
  }

  /** Is told of no response that comes early, and has nobody look for one. */
  static final class UnheardCall extends ForwardingCall {
    UnheardCall(Call call) {
      super(call);
    }

    @Override
    public void finalStatus(int status) {}

    @Override
    public void whileBlocked(Runnable look) {}
  }
}
