package io.httpstream.tck.saboteurs;

import io.httpstream.message.Headers;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;

/** Joins repeated fields of a request. */
@Breaks(ids = "HDR-003", message = "the values of a repeated request header must be")
final class JoinRequestHeaders extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    Request.Builder joined = request.toBuilder();
    for (Headers.Entry field : JoinedHeaders.of(request.headers())) {
      joined.setHeader(field.name(), field.value());
    }
    return control.exchange(joined.build(), call);
  }
}
