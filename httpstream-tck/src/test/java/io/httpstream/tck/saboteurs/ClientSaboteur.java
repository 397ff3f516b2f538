package io.httpstream.tck.saboteurs;

import io.httpstream.HttpStreamClientBuilder;
import io.httpstream.message.Middleware;
import io.httpstream.tck.OpenedTck;
import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;

/** A fault of the guard or the client, over a transport that is right. */
abstract class ClientSaboteur extends OpenedTck {
  ClientSaboteur() {
    super("saboteur");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return new SocketTransport(config);
  }

  @Override
  protected HttpStreamClientBuilder clientBuilder(Transport transport) {
    return super.clientBuilder(transport).use(fault());
  }

  /** What it does to each exchange. */
  Middleware fault() {
    return next -> next;
  }
}
