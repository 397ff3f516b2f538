package io.httpstream.tck.saboteurs;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import io.httpstream.tck.door.ClientDoor;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.transport.Transport;
import java.io.IOException;

/** Passes over user information, and says nothing. */
@Breaks(ids = "URI-004", message = "a URI with user information must fail, but the caller got 200")
final class DropUserInformation extends ClientSaboteur {
  @Override
  protected Door clientDoor(HttpStreamClient client, Transport transport) {
    return new ClientDoor(client, transport) {
      @Override
      public Response send(Draft draft) throws IOException {
        Draft bare = Draft.unchecked(draft.method(), draft.uri().replaceFirst("//[^/]*@", "//"));
        draft.fields().forEach(field -> bare.header(field.name(), field.value()));
        return super.send(bare.like(draft));
      }
    };
  }
}
