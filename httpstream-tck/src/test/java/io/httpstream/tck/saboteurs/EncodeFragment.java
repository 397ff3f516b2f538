package io.httpstream.tck.saboteurs;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import io.httpstream.tck.door.ClientDoor;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.transport.Transport;
import java.io.IOException;

/** Takes a fragment for a part of the path or query. */
@Breaks(ids = "URI-003", message = "must be /path?a=b, but was /path?a=b%23fragment?c=d")
final class EncodeFragment extends ClientSaboteur {
  @Override
  protected Door clientDoor(HttpStreamClient client, Transport transport) {
    return new ClientDoor(client, transport) {
      @Override
      public Response send(Draft draft) throws IOException {
        Draft whole = Draft.unchecked(draft.method(), draft.uri().replace("#", "%23"));
        draft.fields().forEach(field -> whole.header(field.name(), field.value()));
        return super.send(whole.like(draft));
      }
    };
  }
}
