package io.httpstream.tck.saboteurs;

import io.httpstream.HttpStreamClient;
import io.httpstream.HttpStreamClientBuilder;
import io.httpstream.message.Middleware;
import io.httpstream.tck.OpenedTck;
import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.util.function.UnaryOperator;

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
  protected HttpStreamClient client(
      Transport transport, UnaryOperator<HttpStreamClientBuilder> settings) {
    return super.client(transport, client -> settings.apply(client).use(fault()));
  }

  /** What it does to each exchange. */
  Middleware fault() {
    return next -> next;
  }
}
