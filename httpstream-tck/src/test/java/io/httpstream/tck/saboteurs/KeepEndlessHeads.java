package io.httpstream.tck.saboteurs;

import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;

/** Reads and keeps whatever comes before a body. */
@Breaks(
    ids = {"FLT-007", "MEM-004"},
    message = "without end")
final class KeepEndlessHeads extends TransportSaboteur {
  @Override
  protected Transport transport(TransportConfig config) {
    return new SocketTransport(config) {
      @Override
      protected int mostInformational() {
        return Integer.MAX_VALUE - 1;
      }

      @Override
      protected int longestHead() {
        return Integer.MAX_VALUE;
      }
    };
  }
}
