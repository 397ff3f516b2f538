package io.httpstream.transport.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.testbed.ByHand;
import io.httpstream.testbed.RawServer;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * What the JDK does with connections, responses and headers by itself, without any code of ours.
 * When one of these fails upstream has mended it, and the message says what of ours can go.
 */
@Timeout(60)
class ConnectionsByHandTest {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest get(RawServer server) {
    return HttpRequest.newBuilder(server.uri()).GET().build();
  }

  @Test
  void aGetThatTheServerHasReadIsSentAgainWhenAPooledConnectionEnds() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (RawServer server =
        new RawServer(
            peer -> {
              while (true) {
                peer.head();
                if (requests.incrementAndGet() == 2) {
                  return;
                }
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              }
            })) {
      assertEquals(200, send(get(server)).statusCode());
      assertEquals(200, send(get(server)).statusCode());
      assertEquals(3, requests.get(), "it is sent once: the Javadoc of JdkTransport can say so");
    }
  }

  @Test
  void aLetterOutsideAsciiIsSentAsAQuestionMark() throws Exception {
    CompletableFuture<String> head = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              head.complete(peer.head());
              peer.send("HTTP/1.1 204 No Content\r\n\r\n");
            })) {
      send(HttpRequest.newBuilder(server.uri()).header("X-Value", "caf\u00e9").build());
      String seen = head.get(20, TimeUnit.SECONDS);
      assertTrue(
          seen.contains("\r\nX-Value: caf?\r\n"),
          () -> "it is sent otherwise: HeaderSyntax refuses it for us all; " + seen);
    }
  }

  /** It is said to be for the body, too, from 26 on. */
  @Test
  @EnabledForJreRange(max = JRE.JAVA_25, disabledReason = "26 changes what the timeout is for")
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
      HttpRequest hurried =
          HttpRequest.newBuilder(server.uri()).timeout(Duration.ofSeconds(3)).build();
      assertEquals(
          "x".repeat(35), send(hurried).body(), "it ends: LimitTimer is not needed for this");
    }
  }

  /** Before 21 a client can't be closed at all (JDK-8267140). */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "before 21 there is no close()")
  void closingTheClientWaitsForAResponseThatSomebodyForgot() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx");
              over.await();
            })) {
      HttpResponse<InputStream> forgotten =
          client.send(get(server), HttpResponse.BodyHandlers.ofInputStream());
      assertEquals('x', forgotten.body().read());
      ByHand<Void> closing =
          ByHand.start(
              () -> {
                ((AutoCloseable) (Object) client).close();
                return null;
              });
      assertTrue(closing.hangs(), "it does not wait: ClientShutdown can simply close");
      over.countDown();
    }
  }
}
