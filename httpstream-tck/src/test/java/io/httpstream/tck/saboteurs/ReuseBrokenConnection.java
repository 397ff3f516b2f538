package io.httpstream.tck.saboteurs;

import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;

/** Gives a connection back with half a message on it: the next request becomes its end. */
@Breaks(
    ids = "REQ-004",
    message = "must never be complete, but the server saw a complete message of 10 bytes")
@AlsoBreaks(
    value = {"FLT-006", "LEAK-006", "LEAK-008", "REQ-006"},
    sometimes = {"LEAK-004", "MPT-009", "REQ-005"})
final class ReuseBrokenConnection extends TransportSaboteur {
  @Override
  protected Transport transport(TransportConfig config) {
    return new SocketTransport(config) {
      @Override
      protected boolean reusesBrokenConnections() {
        return true;
      }
    };
  }
}
