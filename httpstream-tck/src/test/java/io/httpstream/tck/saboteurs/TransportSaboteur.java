package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.tck.OpenedTck;
import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Call;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;

/** A fault of a transport: the client's guard may hide it, the bare door must not. */
abstract class TransportSaboteur extends OpenedTck {
  TransportSaboteur() {
    super("saboteur");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return new ForwardingTransport(new SocketTransport(config)) {
      @Override
      public Response exchange(Request request, Call call) throws IOException {
        return TransportSaboteur.this.exchange(super::exchange, request, call);
      }
    };
  }

  /** The part of a config without which the fixture would be to blame. */
  static TransportConfig onlyTrust(TransportConfig config) {
    TransportConfig some = TransportConfig.defaults();
    return config.sslContext().map(some::sslContext).orElse(some);
  }

  /** The control's way of doing it. */
  interface Control {
    Response exchange(Request request, Call call) throws IOException;
  }

  /** The saboteur's way of doing it. */
  Response exchange(Control control, Request request, Call call) throws IOException {
    return control.exchange(request, call);
  }
}
