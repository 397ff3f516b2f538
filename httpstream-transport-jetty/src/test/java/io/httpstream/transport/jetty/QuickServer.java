package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.httpstream.testbed.RawServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/**
 * A server that goes on for some mebibytes after it has sent a chunk without a size; and what reads
 * from it, for which there is always more until all of them are there.
 */
final class QuickServer implements AutoCloseable {
  static final int BYTES = 8 << 20;

  private final AtomicInteger read = new AtomicInteger();
  private final RawServer server;

  QuickServer() throws IOException {
    server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\nx\r\n");
              peer.send(new byte[BYTES]);
              peer.head();
            });
  }

  /** Sends a request, which fails, and says how much of the response has been read by then. */
  @SuppressWarnings("try") // Closing an HttpClient of Jetty may be interrupted.
  int readBeforeTheFailure(Function<ClientConnector, HttpClientTransport> transport)
      throws Exception {
    try (HttpClient client = new HttpClient(transport.apply(connector()))) {
      client.start();
      assertThrows(ExecutionException.class, () -> client.newRequest(server.uri()).send());
      return read.get();
    }
  }

  private ClientConnector connector() {
    return new ClientConnector() {
      @Override
      protected EndPoint newEndPoint(
          SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
        return new SocketChannelEndPoint((SocketChannel) channel, selector, key, getScheduler()) {
          @Override
          public int fill(ByteBuffer buffer) throws IOException {
            int filled = super.fill(buffer);
            while (filled == 0 && read.get() < BYTES) {
              Thread.onSpinWait();
              filled = super.fill(buffer);
            }
            read.addAndGet(Math.max(filled, 0));
            return filled;
          }
        };
      }
    };
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
