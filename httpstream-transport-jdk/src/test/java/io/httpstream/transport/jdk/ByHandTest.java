package io.httpstream.transport.jdk;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestTls;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the JDK does by itself, without any code of ours: why there are deviations, and TlsEngine.
 */
@Timeout(60)
class ByHandTest {
  /** JDK-8283544 is fixed in 19 and in 17.0.18. */
  static boolean addsContentLength() {
    Runtime.Version java = Runtime.version();
    return java.feature() == 18 || java.compareTo(Runtime.Version.parse("17.0.18")) < 0;
  }

  @Test
  void aGetIsSentWithContentLengthZeroBefore17018() throws Exception {
    CompletableFuture<String> head = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              head.complete(peer.head());
              peer.send("HTTP/1.1 204 No Content\r\n\r\n");
            })) {
      HttpRequest get =
          HttpRequest.newBuilder(server.uri()).version(HttpClient.Version.HTTP_1_1).GET().build();
      HttpClient.newHttpClient().send(get, HttpResponse.BodyHandlers.discarding());
      assertEquals(addsContentLength(), head.get().contains("Content-Length: 0"), head.get());
    }
  }

  /**
   * A size is taken modulo 2^32. Without assertions, that is in programs, {@code 100000000} is the
   * last chunk, and {@code 80000000} to {@code fffffffe}, which are below zero, are read for ever
   * by the thread that has them.
   */
  @Test
  void theSizeOfAChunkOverflows() throws Exception {
    assertEquals("hello", bodyOf("100000005\r\nhello\r\n0\r\n\r\n"));
  }

  /** Whatever two bytes stand behind a chunk are taken for its line end, but by assertions. */
  @Test
  void aChunkThatIsLongerThanItsSizeLooksWhole() throws Exception {
    assumeFalse(
        Class.forName("jdk.internal.net.http.HttpClientImpl").desiredAssertionStatus(),
        "only assertions, which programs run without, make an error of it");
    assertEquals("hello", bodyOf("5\r\nhelloab0\r\n\r\n"));
  }

  /** RFC 9112, section 9.8: it is none, as there is no close_notify. */
  @Test
  void theEndOfTcpLooksLikeTheEndOfTls() throws Exception {
    TestTls tls = TestTls.ofLoopback();
    HttpClient client = HttpClient.newBuilder().sslContext(tls.trusting()).build();
    try (RawServer server =
        tls.server(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\n\r\nhello");
              peer.cut();
            })) {
      HttpRequest get =
          HttpRequest.newBuilder(server.uri()).version(HttpClient.Version.HTTP_1_1).GET().build();
      String body =
          assertDoesNotThrow(
              () -> client.send(get, HttpResponse.BodyHandlers.ofString()).body(),
              "the missing close_notify is told: TlsEngine can go");
      assertEquals("hello", body);
    }
  }

  private static String bodyOf(String chunks) throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
            })) {
      HttpRequest get =
          HttpRequest.newBuilder(server.uri()).version(HttpClient.Version.HTTP_1_1).GET().build();
      return HttpClient.newHttpClient().send(get, HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
