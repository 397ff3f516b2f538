package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;

/** Streams as long as nothing is encrypted. */
@Breaks(ids = "BP-005", message = "the writer got rid of")
@AlsoBreaks("EARLY-008")
final class BufferOverTls extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    return request.uri().getScheme().equals("https")
        ? BufferAllRequest.buffered(control, request, call)
        : control.exchange(request, call);
  }
}
