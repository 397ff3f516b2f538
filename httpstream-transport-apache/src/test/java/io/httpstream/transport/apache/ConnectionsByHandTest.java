package io.httpstream.transport.apache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.testbed.ByHand;
import io.httpstream.testbed.RawServer;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What Apache does with connections, responses and headers by itself, without any code of ours.
 * When one of these fails upstream has mended it, and the message says which mend of ours can go.
 */
@org.junit.jupiter.api.Timeout(60)
class ConnectionsByHandTest {
  private final CloseableHttpClient client = HttpClients.createDefault();

  @AfterEach
  void closeClient() {
    client.close(CloseMode.IMMEDIATE);
  }

  private String text(ClassicHttpRequest request) throws Exception {
    try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
      return response.getCode() + " " + EntityUtils.toString(response.getEntity());
    }
  }

  @Test
  void aPostFailsOnAPooledConnectionThatWasClosed() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              peer.socket.close();
              closed.countDown();
            })) {
      assertEquals("200 ", text(new HttpGet(server.uri())));
      closed.await();
      HttpPost post = new HttpPost(server.uri());
      post.setEntity(new StringEntity("pay"));
      assertThrows(
          IOException.class,
          () -> text(post),
          "the closed connection is noticed: setValidateAfterInactivity in ClientFactory can go");
    }
  }

  @Test
  void closingAnUnreadResponseReadsItToAnEndThatMayNeverCome() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx");
              peer.awaitEnd();
            })) {
      ByHand<Void> closing =
          ByHand.start(
              () -> {
                HttpGet get = new HttpGet(server.uri());
                try (ClassicHttpResponse response = client.executeOpen(null, get, null)) {
                  assertEquals('x', response.getEntity().getContent().read());
                  read.countDown();
                }
                return null;
              });
      read.await();
      assertTrue(closing.hangs(), "it closes at once: ResponseBody.close can do so, too");
    }
  }

  @Test
  void aSecondResponseThatNobodyAskedForAnswersTheNextRequest() throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send(
                  "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none"
                      + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged");
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo");
            })) {
      assertEquals("200 one", text(new HttpGet(server.uri())));
      assertEquals(
          "200 forged",
          text(new HttpGet(server.uri())),
          "it is dropped: WireConnection.isStale need not look for it");
    }
  }

  @Test
  void lineEndsAndNulInAHeaderValueAreSentAsSomethingElse() throws Exception {
    CompletableFuture<String> head = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              head.complete(peer.head());
              peer.send("HTTP/1.1 204 No Content\r\n\r\n");
            })) {
      HttpGet get = new HttpGet(server.uri());
      get.setHeader("X-Value", "a\r\nb\0c");
      client.executeOpen(null, get, null).close();
      String seen = head.get(20, TimeUnit.SECONDS);
      assertTrue(
          seen.contains("\r\nX-Value: a  b?c\r\n"),
          () -> "it is refused, or sent otherwise: HeaderSyntax refuses it for us all; " + seen);
    }
  }

  /** And there is no other timeout that would be for an exchange as a whole. */
  @Test
  void noTimeoutEndsABodyThatDrips() throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 35\r\n\r\n");
              for (int i = 0; i < 35; i++) {
                Thread.sleep(100);
                peer.send("x");
              }
            })) {
      HttpGet get = new HttpGet(server.uri());
      // Shorter than the body takes, but much longer than what lies between two bytes.
      get.setConfig(RequestConfig.custom().setResponseTimeout(Timeout.ofSeconds(3)).build());
      assertEquals(
          "200 " + "x".repeat(35), text(get), "it ends: LimitTimer is not needed for this");
    }
  }
}
