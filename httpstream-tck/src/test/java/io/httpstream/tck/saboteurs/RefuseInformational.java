package io.httpstream.tck.saboteurs;

import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;

/** Knows of no response but the final one. */
@Breaks(ids = "FLT-008", message = "more than 0 informational responses")
@AlsoBreaks({"FLT-005", "FRM-012", "RSP-008"})
final class RefuseInformational extends TransportSaboteur {
  @Override
  protected Transport transport(TransportConfig config) {
    return new SocketTransport(config) {
      @Override
      protected int mostInformational() {
        return 0;
      }
    };
  }
}
