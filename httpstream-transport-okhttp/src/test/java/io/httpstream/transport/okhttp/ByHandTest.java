package io.httpstream.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.httpstream.testbed.RawServer;
import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What OkHttp does by itself, without any code of ours: why responses are framed by FramedInput.
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

  private static RawServer replying(String rest) throws IOException {
    return new RawServer(
        peer -> {
          peer.head();
          peer.send("HTTP/1.1 200 OK\r\n" + rest);
        });
  }

  private static Response get(RawServer server) throws IOException {
    Request request = new Request.Builder().url(server.uri().toString()).build();
    return new OkHttpClient().newCall(request).execute();
  }
}
