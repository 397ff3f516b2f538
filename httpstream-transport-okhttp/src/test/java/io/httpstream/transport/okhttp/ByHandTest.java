package io.httpstream.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestTls;
import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What OkHttp does by itself, without any code of ours: why responses are framed by FramedInput,
 * and ends of TLS looked for.
 */
@Timeout(60)
class ByHandTest {
  @Test
  void aChunkThatIsLongerThanItsSizeLooksWhole() throws Exception {
    try (RawServer server = replying("Transfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n");
        Response response = get(server)) {
      assertEquals("hel", response.body().string());
    }
  }

  @Test
  void bytesOfValuesAreLost() throws Exception {
    try (RawServer server = replying("X-Name: gr\u00fcn\r\nContent-Length: 0\r\n\r\n");
        Response response = get(server)) {
      assertEquals("gr\ufffdn", response.header("X-Name"));
    }
  }

  /** RFC 9112, section 9.8: it is none, as there is no close_notify. */
  @Test
  void theEndOfTcpLooksLikeTheEndOfTls() throws Exception {
    TestTls tls = TestTls.ofLoopback();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .sslSocketFactory(tls.trusting().getSocketFactory(), tls.trustManager())
            .build();
    try (RawServer server =
            tls.server(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\n\r\nhello");
                  peer.cut();
                });
        Response response = get(client, server)) {
      String body =
          assertDoesNotThrow(
              () -> response.body().string(),
              "the missing close_notify is told: nothing needs CarrierSocket here");
      assertEquals("hello", body);
    }
  }

  private static RawServer replying(String rest) throws IOException {
    return new RawServer(
        peer -> {
          peer.head();
          peer.send("HTTP/1.1 200 OK\r\n" + rest);
        });
  }

  private static Response get(RawServer server) throws IOException {
    return get(new OkHttpClient(), server);
  }

  private static Response get(OkHttpClient client, RawServer server) throws IOException {
    Request request = new Request.Builder().url(server.uri().toString()).build();
    return client.newCall(request).execute();
  }
}
