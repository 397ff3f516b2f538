package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;

/** Announces that there is no body where nobody expects one. */
@Breaks(ids = "REQ-008", message = "Content-Length of GET without a body must be [], but was [0]")
final class LengthOnEveryMethod extends TransportSaboteur {
  @Override
  protected Transport transport(TransportConfig config) {
    return new SocketTransport(config) {
      @Override
      protected String framing(Request request) {
        return request.body().length() == 0 ? "Content-Length: 0\r\n" : super.framing(request);
      }
    };
  }
}
