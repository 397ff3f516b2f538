package io.httpstream.transport.jetty;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.client.transport.HttpExchange;

/**
 * The exchanges of one origin that wait for a connection. When one connection could not be made
 * Jetty fails them all (HttpDestination.failed, 12.1.14), even if it was made for an exchange that
 * has been aborted long since; this fails as many as have none coming.
 */
final class OriginQueue extends HttpDestination {
  OriginQueue(HttpClient client, Origin origin) {
    super(client, origin);
  }

  @Override
  public void failed(Throwable failure) {
    int coming =
        getConnectionPool() instanceof AbstractConnectionPool pool
            ? pool.getPendingConnectionCount()
            : 0;
    List<HttpExchange> waiting = new ArrayList<>(getHttpExchanges());
    for (HttpExchange exchange : waiting.subList(0, Math.max(0, waiting.size() - coming))) {
      CompletableFuture<Boolean> unused = exchange.getRequest().abort(failure);
    }
  }
}
