package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Call;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;

/** Uses idle connections without a look, and takes their end for an empty response. */
@Breaks(ids = "RTY-002", message = "the body of a response over what was a stale connection")
@AlsoBreaks({
  "CAN-001",
  "CAN-002",
  "CAN-003",
  "CAN-007",
  "FLT-005",
  "FLT-006",
  "FLT-007",
  "FLT-009",
  "FLT-010",
  "FLT-013",
  "FRM-004",
  "FRM-005",
  "FRM-006",
  "FRM-009",
  "FRM-010",
  "HDR-008",
  "LEAK-005",
  "LEAK-006",
  "LEAK-008",
  "LEAK-009",
  "MPT-009",
  "REQ-006",
  "REQ-007",
  "RTY-001",
  "RTY-003",
  "RTY-004"
})
final class EmptyWhenStale extends TransportSaboteur {
  @Override
  protected Transport transport(TransportConfig config) {
    SocketTransport blind =
        new SocketTransport(config) {
          @Override
          protected boolean looksAtIdleConnections() {
            return false;
          }
        };
    return new ForwardingTransport(blind) {
      @Override
      public Response exchange(Request request, Call call) throws IOException {
        try {
          return super.exchange(request, call);
        } catch (IOException e) {
          return Response.builder(200).build();
        }
      }
    };
  }
}
