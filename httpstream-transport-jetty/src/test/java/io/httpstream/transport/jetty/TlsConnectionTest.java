package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestTls;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading while a write is blocked, in the one order of events that Jetty does not foresee. */
@Timeout(60)
class TlsConnectionTest {
  /** By hand nobody hears him: TlsByHandTest. */
  @Test
  void aReaderWhoComesBetweenAFullBufferAndTheWaitForRoomIsHeard() throws Exception {
    TestTls tls = TestTls.ofLoopback();
    SslContextFactory.Client context = new SslContextFactory.Client();
    context.setSslContext(tls.trusting());
    WireConnector connector = new WireConnector();
    connector.setSslContextFactory(context);
    connector.start();
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
        tls.server(
            peer -> {
              // With it come the session's tickets.
              peer.send("a");
              blocked.await();
              peer.send("b");
              over.await();
            })) {
      BareTls connection =
          BareTls.connect(
              connector,
              inner -> connector.newSslClientConnectionFactory(null, inner),
              server.uri());
      assertEquals('a', connection.read());
      connection.fillUp();
      CompletableFuture<Void> readable = connection.readable();
      blocked.countDown();
      readable.get(BareTls.SECONDS, TimeUnit.SECONDS);
      assertEquals('b', connection.read());
    } finally {
      over.countDown();
      connector.stop();
    }
  }
}
