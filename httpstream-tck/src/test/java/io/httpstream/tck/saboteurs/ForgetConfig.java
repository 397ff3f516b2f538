package io.httpstream.tck.saboteurs;

import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;

/** Makes its transport always in the same way. */
@Breaks(ids = "CFG-005", message = "must pass the config on")
final class ForgetConfig extends FixtureSaboteur {
  @Override
  protected Transport transport(TransportConfig config) {
    return new SocketTransport(TransportConfig.defaults());
  }
}
