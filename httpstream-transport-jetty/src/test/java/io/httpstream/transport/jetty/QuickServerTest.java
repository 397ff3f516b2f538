package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How far a response is read that has turned out not to be valid. */
@Timeout(60)
@SuppressWarnings("try") // Closing an HttpClient of Jetty may be interrupted.
class QuickServerTest {
  private static int readBeforeTheFailure(QuickServer server, HttpClientTransport transport)
      throws Exception {
    try (HttpClient client = new HttpClient(transport)) {
      client.start();
      assertThrows(ExecutionException.class, () -> client.newRequest(server.uri()).send());
      return server.read();
    }
  }

  @Test
  void byHandAsFarAsTheServerIsQuickEnough() throws Exception {
    try (QuickServer server = new QuickServer()) {
      int read = readBeforeTheFailure(server, new HttpClientTransportOverHTTP(server.connector()));
      assertTrue(
          read >= QuickServer.BYTES,
          "the failure is told after " + read + " bytes: ChunkEndPoint need not stop");
    }
  }

  @Test
  void notMuchFurther() throws Exception {
    try (QuickServer server = new QuickServer()) {
      int read = readBeforeTheFailure(server, new OriginTransport(server.connector()));
      assertTrue(read < QuickServer.BYTES / 4, "the failure is told after " + read + " bytes");
    }
  }
}
