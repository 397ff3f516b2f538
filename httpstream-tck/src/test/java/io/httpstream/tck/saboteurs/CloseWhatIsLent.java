package io.httpstream.tck.saboteurs;

import io.httpstream.tck.Supplied;
import io.httpstream.tck.SuppliedPool;
import io.httpstream.tck.socket.ConnectionPool;
import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.TransportConfig;
import java.util.List;

/** Closes what its caller has supplied. */
@Breaks(
    ids = "CLS-004",
    message = "the caller's pool must stay of use when the transport is closed")
final class CloseWhatIsLent extends TransportSaboteur {
  @Override
  protected List<Supplied> supplied() {
    ConnectionPool pool = new ConnectionPool(TransportConfig.defaults());
    ForwardingTransport greedy =
        new ForwardingTransport(new SocketTransport(pool)) {
          @Override
          public void close() {
            pool.close();
          }
        };
    return List.of(new Supplied("pool", greedy, uri -> SuppliedPool.use(pool, uri), pool));
  }
}
