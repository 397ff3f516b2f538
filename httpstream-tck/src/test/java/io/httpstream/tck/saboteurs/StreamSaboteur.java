package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import io.httpstream.message.RequestBody;
import java.io.OutputStream;

/** A fault in the stream that writers get. */
abstract class StreamSaboteur extends ClientSaboteur {
  @Override
  final Middleware fault() {
    return next ->
        request -> {
          RequestBody body = request.body();
          return body.length() == 0
              ? next.send(request)
              : next.send(request.toBuilder().body(body.through(this::broken)).build());
        };
  }

  abstract OutputStream broken(OutputStream out);
}
