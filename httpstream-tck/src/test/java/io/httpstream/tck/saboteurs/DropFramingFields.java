package io.httpstream.tck.saboteurs;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import io.httpstream.tck.door.ClientDoor;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.transport.Transport;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** Passes over the fields that it writes itself, and says nothing. */
@Breaks(ids = "HDR-009", message = "the header Host must fail, but the caller got 200")
final class DropFramingFields extends ClientSaboteur {
  private static final Set<String> FRAMING =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "proxy-connection",
          "expect",
          "te",
          "trailer",
          "upgrade");

  @Override
  protected Door clientDoor(HttpStreamClient client, Transport transport) {
    return new ClientDoor(client, transport) {
      @Override
      public Response send(Draft draft) throws IOException {
        Draft kept = Draft.unchecked(draft.method(), draft.uri()).like(draft);
        draft.fields().stream()
            .filter(field -> !FRAMING.contains(field.name().toLowerCase(Locale.ROOT)))
            .forEach(field -> kept.header(field.name(), field.value()));
        return super.send(kept);
      }
    };
  }
}
