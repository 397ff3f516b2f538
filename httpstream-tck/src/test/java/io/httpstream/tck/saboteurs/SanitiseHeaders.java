package io.httpstream.tck.saboteurs;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import io.httpstream.tck.door.ClientDoor;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.transport.Transport;
import java.io.IOException;

/** Sends something else instead of what must not be sent, and says nothing. */
@Breaks(ids = "HDR-001", message = "a header value with U+000D must fail, but the caller got 200")
@Breaks(ids = "HDR-002", message = "a method with U+000D must fail, but the caller got 200")
final class SanitiseHeaders extends ClientSaboteur {
  @Override
  protected Door clientDoor(HttpStreamClient client, Transport transport) {
    return new ClientDoor(client, transport) {
      @Override
      public Response send(Draft draft) throws IOException {
        Draft clean = Draft.unchecked(clean(draft.method()), clean(draft.uri()));
        draft.fields().forEach(field -> clean.header(clean(field.name()), clean(field.value())));
        return super.send(clean.like(draft));
      }
    };
  }

  private static String clean(String text) {
    return text.replaceAll("[\\x00-\\x1f\\x7f]", "");
  }
}
