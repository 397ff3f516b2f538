package io.httpstream.transport.jetty;

import java.io.IOException;
import java.util.Map;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 over connections that are looked at before they are used again. */
final class OriginTransport extends HttpClientTransportOverHTTP {
  OriginTransport(ClientConnector connector) {
    super(connector);
    // Else a value that was seen before is told in the case in which it came first.
    setHeaderCacheCaseSensitive(true);
    setConnectionPoolFactory(
        destination ->
            new FreshPool(destination, getHttpClient().getMaxConnectionsPerDestination()));
  }

  @Override
  public Destination newDestination(Origin origin) {
    return new OriginQueue(getHttpClient(), origin);
  }

  @Override
  public org.eclipse.jetty.io.Connection newConnection(
      EndPoint endPoint, Map<String, Object> context) throws IOException {
    return super.newConnection(new ChunkEndPoint(endPoint), context);
  }

  /** A pool that gives out no connection that its peer has closed, as far as can be seen. */
  private static final class FreshPool extends DuplexConnectionPool {
    FreshPool(Destination destination, int most) {
      super(destination, most);
    }

    @Override
    protected @Nullable Connection activate() {
      while (true) {
        Connection connection = super.activate();
        if (connection == null || !isUsed(connection) || !isStale(connection)) {
          return connection;
        }
        // In this order, else Jetty makes more connections than are needed.
        if (remove(connection)) {
          connection.close();
        }
      }
    }

    private static boolean isStale(Connection connection) {
      ChunkEndPoint endPoint = ChunkEndPoint.of(connection);
      WireEndPoint socket = endPoint == null ? null : endPoint.socket();
      return socket != null && socket.isStale();
    }

    /** A new connection may have bytes waiting, and over TLS they are those of the handshake. */
    private static boolean isUsed(Connection connection) {
      return connection instanceof org.eclipse.jetty.io.Connection io && io.getMessagesIn() > 0;
    }
  }
}
