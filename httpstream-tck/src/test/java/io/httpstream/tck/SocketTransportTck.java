package io.httpstream.tck;

import io.httpstream.tck.socket.ConnectionPool;
import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.util.List;

/** The control: the rules can be kept. */
class SocketTransportTck extends TransportTck {
  SocketTransportTck() {
    super("socket");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return new SocketTransport(config);
  }

  @Override
  protected List<Supplied> supplied() {
    ConnectionPool pool = new ConnectionPool(TransportConfig.defaults());
    return List.of(
        new Supplied("pool", new SocketTransport(pool), uri -> SuppliedPool.use(pool, uri), pool));
  }
}
