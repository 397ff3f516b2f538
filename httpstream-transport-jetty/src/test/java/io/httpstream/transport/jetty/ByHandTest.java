package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.testbed.ByHand;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestTls;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What Jetty does on the wire by itself, without any code of ours. When one of these fails upstream
 * has mended it, and the message says which mend of ours can go.
 */
@Timeout(60)
@SuppressWarnings("try") // Closing an HttpClient of Jetty may be interrupted.
class ByHandTest {
  @Test
  void aResetInABodyThatEndsWithItsConnectionLooksLikeItsEnd() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    try (HttpClient client = new HttpClient();
        RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\n\r\nabc");
                  read.await();
                  peer.reset();
                })) {
      client.start();
      String text =
          client
              .newRequest(server.uri())
              .onResponseContent((response, content) -> read.countDown())
              .send()
              .getContentAsString();
      assertEquals("abc", text, "the reset is told: for that, WireEndPoint can go");
    }
  }

  /** RFC 9112, section 9.8: it is none, as there is no close_notify. */
  @Test
  void theEndOfTcpLooksLikeTheEndOfTls() throws Exception {
    TestTls tls = TestTls.ofLoopback();
    SslContextFactory.Client context = new SslContextFactory.Client();
    context.setSslContext(tls.trusting());
    try (HttpClient client = new HttpClient();
        RawServer server =
            tls.server(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\n\r\nhello");
                  peer.cut();
                })) {
      client.setSslContextFactory(context);
      client.start();
      String text =
          assertDoesNotThrow(
              () -> client.newRequest(server.uri()).send().getContentAsString(),
              "the missing close_notify is told: WireConnector need not have Jetty ask for it");
      assertEquals("hello", text);
    }
  }

  /** See JettyExchange.responseEnded. */
  @Test
  void aChunkedBodyWithoutItsLastLineLooksComplete() throws Exception {
    try (HttpClient client = new HttpClient();
        RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n");
                })) {
      client.start();
      assertEquals("a", client.newRequest(server.uri()).send().getContentAsString());
    }
  }

  @Test
  void aBodyThatIsNotValidIsReadOnAsLongAsTheServerIsQuickEnough() throws Exception {
    try (QuickServer server = new QuickServer()) {
      int read = server.readBeforeTheFailure(HttpClientTransportOverHTTP::new);
      assertTrue(
          read >= QuickServer.BYTES,
          "the failure is told after " + read + " bytes: ReceivingTurns need not end");
    }
  }

  @Test
  void theEndOfAChunkIsSentWithTheNext() throws Exception {
    CountDownLatch bytes = new CountDownLatch(1);
    CompletableFuture<String> end = new CompletableFuture<>();
    try (HttpClient client = new HttpClient();
        RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.line();
                  peer.in.readNBytes(3);
                  bytes.countDown();
                  end.complete(peer.line());
                  peer.line();
                  peer.line();
                  peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                })) {
      client.start();
      AsyncRequestContent content = new AsyncRequestContent(ByteBuffer.wrap(new byte[3]));
      CompletableFuture<Boolean> done = new CompletableFuture<>();
      client
          .newRequest(server.uri())
          .method("POST")
          .body(content)
          .send(result -> done.complete(result.isSucceeded()));
      bytes.await();
      assertTrue(
          ByHand.start(end::get).hangs(), "the end of the chunk is there: ChunkEndPoint can go");
      content.close();
      assertEquals("", end.get());
      assertEquals(true, done.get());
    }
  }
}
