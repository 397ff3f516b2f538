package io.httpstream.transport.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.testbed.ByHand;
import io.httpstream.testbed.RawServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * What the JDK does with request bodies by itself, without any code of ours. When one of these
 * fails upstream has mended it, and the message says what of ours can go.
 */
@Timeout(60)
class UploadsByHandTest {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static HttpRequest.Builder post(RawServer server) {
    return HttpRequest.newBuilder(server.uri())
        .POST(HttpRequest.BodyPublishers.ofInputStream(Endless::new));
  }

  private int status(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return 'x';
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      return length;
    }
  }

  /** JDK-8350451. */
  @Test
  void anEarly413IsNotSeenAsLongAsNobodyReadsTheBody() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
              sent.countDown();
              over.await();
            })) {
      ByHand<Integer> upload = ByHand.start(() -> status(post(server).build()));
      sent.await();
      assertTrue(upload.hangs(), "the 413 arrives: JdkTransport can declare EARLY_RESPONSE");
      over.countDown();
    }
  }

  /** Whether the write or the read fails first is a matter of chance; it is lost in 2 of 10. */
  @Test
  void anEarly413IsSometimesLostWhenTheServerResetsBehindIt() throws Exception {
    int lost = 0;
    for (int i = 0; i < 200 && lost == 0; i++) {
      try (RawServer server =
          new RawServer(
              peer -> {
                peer.head();
                peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
                peer.reset();
              })) {
        assertEquals(413, status(post(server).build()));
      } catch (IOException e) {
        lost++;
      }
    }
    assertTrue(lost > 0, "of 200 none is lost: one reason less not to declare EARLY_RESPONSE");
  }

  /** From some version on it sends the body after 5 seconds; 25 does. */
  @Test
  @EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "only what 17 and 25 do is known")
  void anExpectationThatTheServerIgnoresIsWaitedFor() throws Exception {
    CountDownLatch expected = new CountDownLatch(1);
    CountDownLatch body = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              expected.countDown();
              peer.line();
              body.countDown();
            })) {
      ByHand<Integer> upload =
          ByHand.start(() -> status(post(server).expectContinue(true).build()));
      expected.await();
      assertTrue(upload.hangs(), "it gives up after a moment");
      assertEquals(1, body.getCount(), "the body is sent after a moment");
    }
  }
}
