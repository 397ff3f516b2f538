package io.httpstream.tck.saboteurs;

import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;

/** Leaves its idle connections open when it is closed. */
@Breaks(
    ids = "LEAK-002",
    message = "the server sees all connections of a closed client closed (4 of 5")
@AlsoBreaks(sometimes = "CAN-007")
final class SocketLeaker extends TransportSaboteur {
  @Override
  protected Transport transport(TransportConfig config) {
    return new ForwardingTransport(new SocketTransport(config)) {
      @Override
      public void close() {}
    };
  }
}
