package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.testbed.ByHand;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestTls;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.ssl.SslClientConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Jetty does by itself over TLS while a write is blocked. */
@Timeout(60)
class TlsByHandTest {
  /** SslConnection.needsFillInterest; TlsConnectionTest has the same order of events. */
  @Test
  void aReaderWhoComesBetweenAFullBufferAndTheWaitForRoomWaitsForRoom() throws Exception {
    TestTls tls = TestTls.ofLoopback();
    SslContextFactory.Client context = new SslContextFactory.Client();
    context.setSslContext(tls.trusting());
    ClientConnector connector = new ClientConnector();
    connector.setSslContextFactory(context);
    connector.start();
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
        tls.server(
            peer -> {
              peer.send("a");
              blocked.await();
              peer.send("b");
              over.await();
              peer.awaitEnd();
            })) {
      BareTls connection =
          BareTls.connect(
              connector,
              inner ->
                  new SslClientConnectionFactory(
                      context, connector.getByteBufferPool(), connector.getExecutor(), inner),
              server.uri());
      assertEquals('a', connection.read());
      connection.fillUp();
      CompletableFuture<Void> readable = connection.readable();
      blocked.countDown();
      assertTrue(
          ByHand.start(readable::get).hangs(),
          "the reader is called though the server reads nothing: TlsConnection can go");
      over.countDown();
      readable.get(BareTls.SECONDS, TimeUnit.SECONDS);
      assertEquals('b', connection.read());
    } finally {
      over.countDown();
      connector.stop();
    }
  }
}
