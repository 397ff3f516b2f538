package io.httpstream.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.testbed.ByHand;
import io.httpstream.testbed.RawServer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What OkHttp does with connections and responses by itself, without any code of ours. When one of
 * these fails upstream has mended it, and the message says which mend of ours can go.
 */
@Timeout(60)
class ConnectionsByHandTest {
  private final OkHttpClient client = new OkHttpClient();

  private String text(Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      return response.code() + " " + response.body().string();
    }
  }

  private static Request get(RawServer server) {
    return new Request.Builder().url(server.uri().toString()).build();
  }

  private static Request post(RawServer server) {
    return get(server).newBuilder().post(RequestBody.create(new byte[5])).build();
  }

  @Test
  void theBodyOfA304WithALengthIsWaitedFor() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n");
              sent.countDown();
              peer.awaitEnd();
            })) {
      ByHand<String> download = ByHand.start(() -> text(get(server)));
      sent.await();
      assertTrue(download.hangs(), "the 304 has no body: OkHttpExchange.nothing can go");
    }
  }

  /** Serves one request, and reads the next to its end, but closes the connection then. */
  private static RawServer closingLate(AtomicInteger posts) throws IOException {
    return new RawServer(
        peer -> {
          for (int request = 1; ; request++) {
            if (peer.head().startsWith("POST")) {
              posts.incrementAndGet();
              peer.in.readNBytes(5);
              if (request == 2) {
                return;
              }
            }
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          }
        });
  }

  @Test
  void aPostThatTheServerHasReadIsSentAgainWhenAPooledConnectionEnds() throws Exception {
    AtomicInteger posts = new AtomicInteger();
    try (RawServer server = closingLate(posts)) {
      assertEquals("200 ", text(get(server)));
      assertEquals("200 ", text(post(server)));
      assertEquals(2, posts.get(), "it is sent once: retryOnConnectionFailure may be left alone");
    }
  }

  @Test
  void aGetFailsOnAPooledConnectionThatWasClosedUnlessItMayBeSentAgain() throws Exception {
    OkHttpClient once = client.newBuilder().retryOnConnectionFailure(false).build();
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            })) {
      once.newCall(get(server)).execute().close();
      server.awaitClosed();
      assertThrows(
          IOException.class,
          () -> once.newCall(get(server)).execute().close(),
          "the closed connection is noticed: FreshConnection and Probe can go");
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
      assertEquals("200 one", text(get(server)));
      assertEquals(
          "200 forged", text(get(server)), "it is dropped: Probe and ExactMessage.claim can go");
    }
  }
}
