package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestTls;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A server that answers, says two things more and ends TCP. Who reads when all has come finds the
 * end of it when he asks for the last thing, which has come with the one before.
 */
final class Farewell implements AutoCloseable {
  private final CountDownLatch said = new CountDownLatch(1);
  private final RawServer server;

  Farewell(TestTls tls) throws Exception {
    this.server =
        tls.server(
            peer -> {
              peer.in.skipNBytes(1);
              peer.send("a");
              peer.in.skipNBytes(1);
              peer.send("b");
              peer.send("c");
              peer.cut();
              said.countDown();
            });
  }

  /** A connection that has read all, but for the end. */
  BareTls heardBy(TlsClient client) throws Exception {
    BareTls connection = client.connect(server.uri());
    connection.greet();
    // With it come the session's tickets; nobody reads any more by himself.
    assertEquals('a', connection.read());
    connection.greet();
    assertTrue(said.await(BareTls.SECONDS, TimeUnit.SECONDS));
    assertEquals('b', connection.read());
    assertEquals('c', connection.read());
    return connection;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
