package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;

/** Joins repeated fields of a response, and breaks its cookies. */
@Breaks(ids = "HDR-003", message = "the values of a repeated response header must be")
final class JoinResponseHeaders extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    Response response = control.exchange(request, call);
    return Response.builder(response.status())
        .headers(JoinedHeaders.of(response.headers()))
        .body(response.body())
        .onAbort(response::abort)
        .build();
  }
}
