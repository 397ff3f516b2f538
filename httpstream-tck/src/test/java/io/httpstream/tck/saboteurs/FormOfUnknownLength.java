package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import io.httpstream.message.RequestBody;

/** Does not add up the lengths of parts. */
@Breaks(
    ids = "MPT-007",
    message = "Content-Length of a form of which the length of each part is known must be")
final class FormOfUnknownLength extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request -> {
          RequestBody body = request.body();
          return FormSaboteur.isForm(request)
              ? next.send(
                  request.toBuilder()
                      .body(
                          RequestBody.writer(body::writeTo)
                              .mediaType(body.mediaType().orElseThrow()))
                      .build())
              : next.send(request);
        };
  }
}
