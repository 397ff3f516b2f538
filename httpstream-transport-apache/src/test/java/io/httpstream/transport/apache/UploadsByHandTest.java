package io.httpstream.transport.apache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.testbed.ByHand;
import io.httpstream.testbed.RawServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.IOCallback;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What Apache does with request bodies by itself, without any code of ours. When one of these fails
 * upstream has mended it, and the message says which mend of ours can go.
 */
@Timeout(60)
class UploadsByHandTest {
  private static final String TOO_LARGE = "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n";

  private final CloseableHttpClient client = HttpClients.createDefault();

  @AfterEach
  void closeClient() {
    client.close(CloseMode.IMMEDIATE);
  }

  private static String post(
      CloseableHttpClient client, RawServer server, long length, IOCallback<OutputStream> writer)
      throws Exception {
    HttpPost post = new HttpPost(server.uri());
    post.setEntity(new EntityTemplate(length, null, null, writer));
    try (ClassicHttpResponse response = client.executeOpen(null, post, null)) {
      return response.getCode() + " " + EntityUtils.toString(response.getEntity());
    }
  }

  private static void writeEndlessly(OutputStream out) throws IOException {
    while (true) {
      out.write(new byte[64 * 1024]);
    }
  }

  @Test
  void anErrorOfTheWriterShutsTheWholePoolDown() throws Exception {
    try (RawServer server = new RawServer(RawServer.Peer::awaitEnd)) {
      assertThrows(StackOverflowError.class, () -> post(client, server, -1, this::overflow));
      IllegalStateException shut =
          assertThrows(
              IllegalStateException.class,
              () -> client.executeOpen(null, new HttpGet(server.uri()), null).close(),
              "the pool lives: the Errors that ApacheExchange and ExchangeExecutor wrap need not"
                  + " be wrapped");
      assertEquals("Connection pool shut down", shut.getMessage());
    }
  }

  private void overflow(OutputStream out) {
    throw new StackOverflowError();
  }

  @Test
  void aBodyThatCanBeWrittenOnceIsSentAgainEmptyAfterA503() throws Exception {
    List<Integer> lengths = new CopyOnWriteArrayList<>();
    try (RawServer server =
            new RawServer(
                peer -> {
                  for (int request = 1; ; request++) {
                    peer.head();
                    int length = 0;
                    for (byte[] c = peer.chunk(); c.length > 0; c = peer.chunk()) {
                      length += c.length;
                    }
                    lengths.add(length);
                    peer.send(
                        request == 1
                            ? "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"
                            : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                  }
                });
        // As a default client does, but at once.
        CloseableHttpClient patient =
            HttpClients.custom()
                .setRetryStrategy(
                    new DefaultHttpRequestRetryStrategy(1, TimeValue.ofMilliseconds(1)))
                .build()) {
      InputStream source = new ByteArrayInputStream(new byte[1000]);
      assertEquals(
          "200 ",
          post(patient, server, -1, source::transferTo),
          "the 503 stays: disableAutomaticRetries in ClientFactory can go");
      assertEquals(List.of(1000, 0), lengths, "the second body is not empty any more");
    }
  }

  @Test
  void anEarly413IsNotSeenAsLongAsNobodyReadsTheBody() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send(TOO_LARGE);
              sent.countDown();
              over.await();
            })) {
      ByHand<String> upload =
          ByHand.start(() -> post(client, server, -1, UploadsByHandTest::writeEndlessly));
      sent.await();
      assertTrue(upload.hangs(), "the 413 arrives: WireConnection.watched can go");
      over.countDown();
    }
  }

  @Test
  void anEarly413IsLostWhenTheServerClosesBehindIt() throws Exception {
    isLost(peer -> peer.socket.close());
  }

  @Test
  void anEarly413IsLostWhenTheServerResetsBehindIt() throws Exception {
    isLost(RawServer.Peer::reset);
  }

  @FunctionalInterface
  private interface End {
    void of(RawServer.Peer peer) throws IOException;
  }

  private void isLost(End end) throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send(TOO_LARGE);
              end.of(peer);
            })) {
      assertThrows(
          IOException.class,
          () -> post(client, server, -1, UploadsByHandTest::writeEndlessly),
          "the 413 arrives: WireConnection.watched can go");
    }
  }

  @Test
  void aBodyShorterThanDeclaredIsSentAsIfItWereWhole() throws Exception {
    CountDownLatch came = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.in.readNBytes(500);
              came.countDown();
              peer.awaitEnd();
            })) {
      ByHand<String> upload =
          ByHand.start(() -> post(client, server, 1000, out -> out.write(new byte[500])));
      came.await();
      assertTrue(upload.hangs(), "it fails: Gate need not count, for Apache's sake");
    }
  }

  @Test
  void aBodyLongerThanDeclaredIsCutInSilence() throws Exception {
    CompletableFuture<Long> rest = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.in.readNBytes(1000);
              peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
              rest.complete(peer.skipToEnd());
            })) {
      assertEquals(
          "200 ",
          post(client, server, 1000, out -> out.write(new byte[1500])),
          "it fails: Gate need not count, for Apache's sake");
      assertEquals(0, rest.get(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void anInterruptDoesNotEndABlockedWrite() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              over.await();
            })) {
      ByHand<String> upload =
          ByHand.start(() -> post(client, server, -1, UploadsByHandTest::writeEndlessly));
      upload.awaitBlockedWrite();
      upload.interrupt();
      assertTrue(upload.hangs(), "the interrupt ends it: for that, ChannelSockets can go");
      over.countDown();
    }
  }
}
