package io.httpstream.tck;

import io.httpstream.HttpStreamClient;
import io.httpstream.HttpStreamClientBuilder;
import io.httpstream.tck.door.Door;
import io.httpstream.transport.Transport;
import java.util.function.UnaryOperator;

/** Hands to other packages what the TCK keeps to its own, so that saboteurs can break it. */
public abstract class OpenedTck extends TransportTck {
  protected OpenedTck(String name) {
    super(name);
  }

  @Override
  protected HttpStreamClient client(
      Transport transport, UnaryOperator<HttpStreamClientBuilder> settings) {
    return super.client(transport, settings);
  }

  @Override
  protected Door clientDoor(HttpStreamClient client, Transport transport) {
    return super.clientDoor(client, transport);
  }

  @Override
  protected Door bareDoor(Transport transport) {
    return super.bareDoor(transport);
  }
}
