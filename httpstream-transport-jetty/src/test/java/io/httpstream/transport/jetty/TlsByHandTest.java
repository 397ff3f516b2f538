package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.testbed.ByHand;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestTls;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Jetty does by itself over TLS, in the orders of events of TlsConnectionTest. */
@Timeout(60)
class TlsByHandTest {
  /** SslConnection.needsFillInterest. */
  @Test
  void aReaderWhoComesBetweenAFullBufferAndTheWaitForRoomWaitsForRoom() throws Exception {
    TestTls tls = TestTls.ofLoopback();
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (TlsClient client = TlsClient.byHand(tls);
        RawServer server =
            tls.server(
                peer -> {
                  peer.send("a");
                  blocked.await();
                  peer.send("b");
                  over.await();
                  peer.awaitEnd();
                })) {
      BareTls connection = client.connect(server.uri());
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
    }
  }

  /** SslConnection.onFillable. */
  @Test
  void theEndOfWhatThePeerSendsClosesBehindTheReadersBack() throws Exception {
    TestTls tls = TestTls.ofLoopback();
    try (TlsClient client = TlsClient.byHand(tls);
        Farewell server = new Farewell(tls)) {
      BareTls connection = server.heardBy(client);
      CompletableFuture<Void> readable = connection.readable();
      ExecutionException closed =
          assertThrows(
              ExecutionException.class, () -> readable.get(BareTls.SECONDS, TimeUnit.SECONDS));
      assertInstanceOf(ClosedChannelException.class, closed.getCause());
      assertFalse(connection.isOpen(), "TlsConnection.onFillable can go");
    }
  }
}
