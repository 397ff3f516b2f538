package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;

/** Sends all bodies chunked, whether their length is known or not. */
@Breaks(ids = "REQ-003", message = "Content-Length of a body of 5 bytes must be [5], but was []")
@AlsoBreaks(
    value = {"MPT-007", "REQ-012"},
    sometimes = "REQ-005")
final class ChunkEverything extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    boolean empty = request.body().length() == 0;
    RequestBody body = request.body();
    RequestBody unknown = WrittenBody.like(body, RequestBody.writer(body::writeTo));
    return control.exchange(empty ? request : request.toBuilder().body(unknown).build(), call);
  }
}
