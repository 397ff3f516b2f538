package io.httpstream.tck.saboteurs;

import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;

/** Keeps its transport in a field, and gives away the same one each time. */
@Breaks(ids = "CFG-002", message = "make a new one each time, but it was the same one twice")
final class OneTransportForAll extends FixtureSaboteur {
  private final Transport transport = new SocketTransport(TransportConfig.defaults());

  @Override
  protected Transport transport(TransportConfig config) {
    return transport;
  }
}
