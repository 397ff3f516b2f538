package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import io.httpstream.message.RequestBody;
import java.io.IOException;

/** Sends what there is of a form of which a part has failed. */
@Breaks(ids = "MPT-009", message = "must fail, but the caller got 200")
@AlsoBreaks("MPT-007")
final class FormEndsWithItsFailure extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request ->
            FormSaboteur.isForm(request)
                ? next.send(request.toBuilder().body(tolerant(request.body())).build())
                : next.send(request);
  }

  private static RequestBody tolerant(RequestBody body) {
    return RequestBody.writer(
            out -> {
              try {
                body.writeTo(out);
              } catch (IOException e) {
                // Part of it is better than nothing.
              }
            })
        .mediaType(body.mediaType().orElseThrow());
  }
}
