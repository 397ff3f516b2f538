package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestTls;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading in the orders of events that Jetty does not foresee; with it alone: TlsByHandTest. */
@Timeout(60)
class TlsConnectionTest {
  @Test
  void aReaderWhoComesBetweenAFullBufferAndTheWaitForRoomIsHeard() throws Exception {
    TestTls tls = TestTls.ofLoopback();
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (TlsClient client = TlsClient.ofTheTransport(tls);
        RawServer server =
            tls.server(
                peer -> {
                  // With it come the session's tickets.
                  peer.send("a");
                  blocked.await();
                  peer.send("b");
                  over.await();
                })) {
      BareTls connection = client.connect(server.uri());
      assertEquals('a', connection.read());
      connection.fillUp();
      CompletableFuture<Void> readable = connection.readable();
      blocked.countDown();
      readable.get(BareTls.SECONDS, TimeUnit.SECONDS);
      assertEquals('b', connection.read());
    } finally {
      over.countDown();
    }
  }

  @Test
  void theEndOfWhatThePeerSendsDoesNotCloseBehindTheReadersBack() throws Exception {
    TestTls tls = TestTls.ofLoopback();
    try (TlsClient client = TlsClient.ofTheTransport(tls);
        Farewell server = new Farewell(tls)) {
      BareTls connection = server.heardBy(client);
      connection.readable().get(BareTls.SECONDS, TimeUnit.SECONDS);
      assertTrue(connection.isOpen());
      // He learns by himself that the wire has been cut.
      assertThrows(SSLException.class, connection::read);
    }
  }
}
