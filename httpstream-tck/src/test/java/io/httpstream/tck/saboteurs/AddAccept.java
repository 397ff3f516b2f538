package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;

/** Says that it takes anything. */
@Breaks(ids = "HDR-010", message = "[host: 127.0.0.1")
final class AddAccept extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    return control.exchange(request.toBuilder().header("Accept", "*/*").build(), call);
  }
}
