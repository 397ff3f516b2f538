package io.httpstream.tck.saboteurs;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import io.httpstream.tck.door.ClientDoor;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.transport.Transport;
import java.io.IOException;

/** Sends a question mark for what it can't encode. */
@Breaks(ids = "HDR-007", message = "a header value with U+0080 must fail, but the caller got 200")
final class ReplaceUnencodable extends ClientSaboteur {
  @Override
  protected Door clientDoor(HttpStreamClient client, Transport transport) {
    return new ClientDoor(client, transport) {
      @Override
      public Response send(Draft draft) throws IOException {
        Draft plain = Draft.unchecked(draft.method(), draft.uri()).like(draft);
        draft.fields().forEach(field -> plain.header(plain(field.name()), plain(field.value())));
        return super.send(plain);
      }
    };
  }

  private static String plain(String text) {
    return text.replaceAll("[^\\x00-\\x7f]", "?");
  }
}
