package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;

/** Looks at an encrypted response only when the request is sent. */
@Breaks(ids = "EARLY-008", message = "early response")
final class WriteThenReadOverTls extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    return control.exchange(
        request,
        request.uri().getScheme().equals("https") ? new WriteThenRead.UnheardCall(call) : call);
  }
}
