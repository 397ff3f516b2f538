package io.httpstream.tck.saboteurs;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import io.httpstream.tck.door.ClientDoor;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.transport.Transport;
import java.io.IOException;

/** Connects before it looks at what it is to send. */
@Breaks(
    ids = {"HDR-001", "HDR-002"},
    message = "was refused only after a connection had been made")
@AlsoBreaks({"HDR-007", "HDR-009"})
final class CheckTooLate extends ClientSaboteur {
  @Override
  protected Door clientDoor(HttpStreamClient client, Transport transport) {
    return new ClientDoor(client, transport) {
      @Override
      public Response send(Draft draft) throws IOException {
        try {
          return super.send(draft);
        } catch (IllegalArgumentException refused) {
          super.send(Draft.unchecked("GET", draft.uri().split("[^!-~]", 2)[0])).close();
          throw refused;
        }
      }
    };
  }
}
