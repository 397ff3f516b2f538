package io.httpstream.tck.door;

import io.httpstream.HttpStreamClient;
import io.httpstream.RequestBuilder;
import io.httpstream.message.Response;
import io.httpstream.message.Scope;
import io.httpstream.transport.Transport;
import java.io.IOException;

/** The way of a user: through the client and its guard. */
public class ClientDoor implements Door {
  private final HttpStreamClient client;
  private final Transport transport;

  /**
   * Makes a door.
   *
   * @param client closed with the door
   * @param transport the one that the client uses; closed with the door, as a client leaves alone
   *     what was supplied to it
   */
  public ClientDoor(HttpStreamClient client, Transport transport) {
    this.client = client;
    this.transport = transport;
  }

  @Override
  public Response send(Draft draft) throws IOException {
    RequestBuilder builder = client.request(draft.method(), draft.uri());
    draft.fields().forEach(field -> builder.header(field.name(), field.value()));
    Scope scope = Scope.create();
    draft.cancellation().by(() -> scope.cancel("by the case"));
    return builder.limits(draft.limits()).scope(scope).body(draft.body()).send();
  }

  @Override
  public void close() {
    client.close();
    transport.close();
  }

  @Override
  public String toString() {
    return "the client";
  }
}
