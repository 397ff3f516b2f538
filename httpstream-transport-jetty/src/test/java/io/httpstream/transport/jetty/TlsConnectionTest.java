package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading while a write is blocked, in the one order of events that Jetty does not foresee. */
@Timeout(60)
class TlsConnectionTest {
  private static final int SECONDS = 20;

  @Test
  void aReaderWhoComesBetweenAFullBufferAndTheWaitForRoomIsHeard() throws Exception {
    TestTls tls = TestTls.ofLoopback();
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    WireConnector connector = connector(tls);
    try (RawServer server =
        tls.server(
            peer -> {
              // With it come the session's tickets.
              peer.send("a");
              blocked.await();
              peer.send("b");
              over.await();
            })) {
      EndPoint end = connect(connector, server.uri());
      assertEquals('a', read(end));
      while (end.flush(ByteBuffer.allocate(64 * 1024))) {
        // Until the kernel takes no more.
      }
      CompletableFuture<Void> readable = new CompletableFuture<>();
      end.fillInterested(telling(readable));
      blocked.countDown();
      readable.get(SECONDS, TimeUnit.SECONDS);
      assertEquals('b', read(end));
    } finally {
      over.countDown();
      connector.stop();
    }
  }

  private static WireConnector connector(TestTls tls) throws Exception {
    SslContextFactory.Client context = new SslContextFactory.Client();
    context.setSslContext(tls.trusting());
    WireConnector connector = new WireConnector();
    connector.setSslContextFactory(context);
    connector.start();
    return connector;
  }

  private static EndPoint connect(WireConnector connector, URI server) throws Exception {
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
    context.put(
        ClientConnectionFactory.CONTEXT_KEY, connector.newSslClientConnectionFactory(null, inner));
    context.put(Transport.CONTEXT_KEY, Transport.TCP_IP);
    context.put(
        ClientConnector.CONNECTION_PROMISE_CONTEXT_KEY,
        Promise.from(connection -> {}, opened::completeExceptionally));
    connector.connect(new InetSocketAddress(server.getHost(), server.getPort()), context);
    return opened.get(SECONDS, TimeUnit.SECONDS);
  }

  private static char read(EndPoint end) throws Exception {
    ByteBuffer buffer = BufferUtil.allocate(64 * 1024);
    while (fill(end, buffer) == 0) {
      CompletableFuture<Void> readable = new CompletableFuture<>();
      end.fillInterested(telling(readable));
      readable.get(SECONDS, TimeUnit.SECONDS);
    }
    String text = BufferUtil.toString(buffer, StandardCharsets.US_ASCII);
    assertEquals(1, text.length());
    return text.charAt(0);
  }

  private static int fill(EndPoint end, ByteBuffer buffer) throws IOException {
    int filled = end.fill(buffer);
    if (filled < 0) {
      throw new IOException("the server has closed the connection");
    }
    return filled;
  }

  private static Callback telling(CompletableFuture<Void> readable) {
    return Callback.from(() -> readable.complete(null), readable::completeExceptionally);
  }
}
