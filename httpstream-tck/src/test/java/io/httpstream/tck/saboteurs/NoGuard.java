package io.httpstream.tck.saboteurs;

import io.httpstream.HttpStreamClient;
import io.httpstream.HttpStreamClientBuilder;
import io.httpstream.message.Headers;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.tck.door.BareDoor;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.transport.Transport;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Has no guard: nobody holds back the end of a body whose writer has not returned. */
@Breaks(ids = "REQ-006", message = "must never be complete, but the server saw a complete message")
final class NoGuard extends ClientSaboteur {
  @Override
  protected HttpStreamClient client(
      Transport transport, UnaryOperator<HttpStreamClientBuilder> settings) {
    Door door = new BareDoor(transport);
    return HttpStreamClient.builder().over(request -> send(door, request)).build();
  }

  private static Response send(Door door, Request request) throws IOException {
    Draft draft = Draft.of(request.method(), request.uri()).body(request.body());
    for (Headers.Entry field : request.headers()) {
      draft.header(field.name(), field.value());
    }
    return door.send(draft);
  }
}
