package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/**
 * A connection over TLS without a client above it: a test says when somebody reads and writes, and
 * so in which order that and what comes from the server meet.
 */
final class BareTls {
  static final int SECONDS = 20;

  private final EndPoint end;

  private BareTls(EndPoint end) {
    this.end = end;
  }

  /** Connects; what is tested is who makes the connections of TLS. */
  static BareTls connect(
      ClientConnector connector, UnaryOperator<ClientConnectionFactory> tls, URI server)
      throws Exception {
    CompletableFuture<EndPoint> opened = new CompletableFuture<>();
    ClientConnectionFactory inner =
        (end, context) ->
            new AbstractConnection(end, connector.getExecutor()) {
              @Override
              public void onOpen() {
                super.onOpen();
                opened.complete(end);
              }

              @Override
              public void onFillable() {}
            };
    Map<String, Object> context = new HashMap<>();
    context.put(ClientConnectionFactory.CONTEXT_KEY, tls.apply(inner));
    context.put(Transport.CONTEXT_KEY, Transport.TCP_IP);
    context.put(
        ClientConnector.CONNECTION_PROMISE_CONTEXT_KEY,
        Promise.from(connection -> {}, opened::completeExceptionally));
    connector.connect(new InetSocketAddress(server.getHost(), server.getPort()), context);
    return new BareTls(opened.get(SECONDS, TimeUnit.SECONDS));
  }

  /** Writes a byte, at first after the handshake. */
  void greet() throws Exception {
    CompletableFuture<Void> written = new CompletableFuture<>();
    end.write(
        Callback.from(() -> written.complete(null), written::completeExceptionally),
        ByteBuffer.allocate(1));
    written.get(SECONDS, TimeUnit.SECONDS);
  }

  boolean isOpen() {
    return end.isOpen();
  }

  /** Writes until the kernel has taken no more for a while, and does not wait for room. */
  void fillUp() throws Exception {
    for (int full = 0; full < 5; ) {
      if (end.flush(ByteBuffer.allocate(64 * 1024))) {
        full = 0;
      } else {
        full++;
        Thread.sleep(20);
      }
    }
  }

  /** Asks to be called when there is something to read. */
  CompletableFuture<Void> readable() {
    CompletableFuture<Void> readable = new CompletableFuture<>();
    end.fillInterested(
        Callback.from(() -> readable.complete(null), readable::completeExceptionally));
    return readable;
  }

  /** Waits for the next byte, which comes alone. */
  char read() throws Exception {
    ByteBuffer buffer = BufferUtil.allocate(64 * 1024);
    while (fill(buffer) == 0) {
      readable().get(SECONDS, TimeUnit.SECONDS);
    }
    String text = BufferUtil.toString(buffer, StandardCharsets.US_ASCII);
    assertEquals(1, text.length());
    return text.charAt(0);
  }

  private int fill(ByteBuffer buffer) throws IOException {
    int filled = end.fill(buffer);
    if (filled < 0) {
      throw new IOException("the server has closed the connection");
    }
    return filled;
  }
}
