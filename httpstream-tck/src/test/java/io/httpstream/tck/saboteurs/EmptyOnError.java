package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;

/** Takes a failure for an empty response, as whoever believes that HTTP/0.9 is still spoken. */
@Breaks(
    ids = {"FLT-005", "FLT-006", "FLT-009", "FLT-010"},
    message = "must fail, but the caller got 200")
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
