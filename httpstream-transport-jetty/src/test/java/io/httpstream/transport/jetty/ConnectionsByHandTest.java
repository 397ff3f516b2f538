package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.testbed.ByHand;
import io.httpstream.testbed.RawServer;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What Jetty does with connections, responses and headers by itself, without any code of ours. When
 * one of these fails upstream has mended it, and the message says which mend of ours can go.
 */
@Timeout(60)
class ConnectionsByHandTest {
  private final HttpClient client = new HttpClient();

  @BeforeEach
  void startClient() throws Exception {
    client.start();
  }

  @AfterEach
  void stopClient() throws Exception {
    client.stop();
  }

  /** The server could have closed it before the request came; Jetty would not send it again. */
  @Test
  void aGetFailsOnAPooledConnectionThatEnds() throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              peer.head();
            })) {
      assertEquals(200, client.GET(server.uri()).getStatus());
      assertThrows(
          ExecutionException.class,
          () -> client.GET(server.uri()),
          "it is sent again: a switch has to be found that turns that off");
    }
  }

  @Test
  void closingAnUnreadResponseLeavesTheSocketOpen() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    CompletableFuture<Void> end = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx");
              closed.await();
              peer.awaitEnd();
              end.complete(null);
            })) {
      InputStreamResponseListener listener = new InputStreamResponseListener();
      client.newRequest(server.uri()).send(listener);
      assertEquals(200, listener.get(20, TimeUnit.SECONDS).getStatus());
      try (InputStream body = listener.getInputStream()) {
        assertEquals('x', body.read());
      }
      closed.countDown();
      ByHand<Void> open = ByHand.start(end::get);
      assertTrue(open.hangs(), "it is closed: for that, BodyStream.close need not abort");
    }
  }

  @Test
  void aHeadMayHaveFourMebibytes() throws Exception {
    String fields = ("X-Filler: " + "x".repeat(1000) + "\r\n").repeat(64);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n");
              for (int sent = 0; sent < 4 << 20; sent += fields.length()) {
                peer.send(fields);
              }
              peer.send("\r\n");
            })) {
      assertEquals(
          200,
          client.GET(server.uri()).getStatus(),
          "it is bounded: setMaxResponseHeadersSize in OwnClient can go");
    }
  }

  @Test
  void lineEndsAndNulInAHeaderValueAreSentAsSpaces() throws Exception {
    CompletableFuture<String> head = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              head.complete(peer.head());
              peer.send("HTTP/1.1 204 No Content\r\n\r\n");
            })) {
      client
          .newRequest(server.uri())
          .headers(headers -> headers.put("X-Value", "a\r\nb\0c"))
          .send();
      String seen = head.get(20, TimeUnit.SECONDS);
      assertTrue(
          seen.contains("\r\nX-Value: a  b c\r\n"),
          () -> "it is refused, or sent otherwise: HeaderSyntax refuses it for us all; " + seen);
    }
  }
}
