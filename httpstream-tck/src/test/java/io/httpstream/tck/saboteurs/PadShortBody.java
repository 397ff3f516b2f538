package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import io.httpstream.message.RequestBody;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Makes up what a body lacks. */
@Breaks(
    ids = "REQ-004",
    message = "a body of 0 bytes that declared 10 must fail, but the caller got 200")
final class PadShortBody extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request -> {
          RequestBody body = request.body();
          RequestBody padded =
              RequestBody.writer(
                  out -> {
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    body.writeTo(all);
                    out.write(Arrays.copyOf(all.toByteArray(), (int) body.length()));
                  });
          return body.length() <= 0
              ? next.send(request)
              : next.send(request.toBuilder().body(padded.length(body.length())).build());
        };
  }
}
