package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Call;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;

/** Makes a connection for each request, and keeps it until its body's reader lets go. */
@Breaks(
    ids = "POOL-001",
    message = "the number of connections for requests one after the other must be 1, but was 250")
@Breaks(
    ids = "LEAK-007",
    message = "idle connections that the server has closed are closed (0 of 5")
@AlsoBreaks({"CAN-007", "LEAK-002", "POOL-002", "POOL-004", "REQ-013", "REQ-014"})
final class KeepNothing extends TransportSaboteur {
  @Override
  protected Transport transport(TransportConfig config) {
    return new ForwardingTransport(new SocketTransport(config)) {
      @Override
      public Response exchange(Request request, Call call) throws IOException {
        return new SocketTransport(onlyTrust(config)).exchange(request, call);
      }
    };
  }
}
