package io.httpstream.tck.saboteurs;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.door.ClientDoor;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.transport.Transport;
import java.io.IOException;

/** Leaves it to the garbage collector to close what was sent. */
@Breaks(
    ids = "REQ-007",
    message = "a source must be closed exactly once, but one that was sent was closed 0 times")
final class ForgetSource extends ClientSaboteur {
  @Override
  protected Door clientDoor(HttpStreamClient client, Transport transport) {
    return new ClientDoor(client, transport) {
      @Override
      public Response send(Draft draft) throws IOException {
        RequestBody body = draft.body();
        return super.send(draft.body(WrittenBody.like(body, body::writeTo)));
      }
    };
  }
}
