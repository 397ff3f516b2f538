package io.httpstream.tck;

import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;

/** The control: the rules can be kept. */
class SocketTransportTck extends TransportTck {
  SocketTransportTck() {
    super("socket");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return new SocketTransport(config);
  }
}
