package io.httpstream.tck.saboteurs;

import io.httpstream.tck.OpenedTck;
import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;

/** A mistake of whoever wrote the subclass of the TCK. */
abstract class FixtureSaboteur extends OpenedTck {
  FixtureSaboteur() {
    this("saboteur");
  }

  FixtureSaboteur(String name) {
    super(name);
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return new SocketTransport(config);
  }
}
