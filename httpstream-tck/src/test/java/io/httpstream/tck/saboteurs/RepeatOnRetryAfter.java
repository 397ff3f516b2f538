package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;

/** Sends again what a server does not take now. */
@Breaks(ids = "HDR-010", message = "where responses are 429 X, Retry-After: 0")
@AlsoBreaks("RTY-004")
final class RepeatOnRetryAfter extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    Response response = control.exchange(request, call);
    if (response.header("Retry-After").isEmpty()) {
      return response;
    }
    response.close();
    return control.exchange(request.toBuilder().body(RequestBody.empty()).build(), call);
  }
}
