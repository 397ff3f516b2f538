package io.httpstream.transport.apache;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestTls;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.VersionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What Apache does by itself, without any code of ours: why there are connections of our own. When
 * one of these fails upstream has mended it, and the message says which mend of ours can go.
 */
@Timeout(60)
class ByHandTest {
  /** Why responses are framed by FramedInput. */
  @Test
  void aChunksSizeMayHaveASign() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send(
                      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n+5\r\nhello\r\n0\r\n\r\n");
                });
        CloseableHttpClient client = HttpClients.createDefault()) {
      String body =
          client.execute(
              new HttpGet(server.uri()), response -> EntityUtils.toString(response.getEntity()));
      assertEquals("hello", body);
    }
  }

  @Test
  void aBodyWhoseWriterFailsLooksComplete() throws Exception {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    try (RawServer server =
            new RawServer(
                peer -> {
                  try {
                    peer.head();
                    while (peer.chunk().length > 0) {
                      // To its end.
                    }
                    outcome.complete("whole");
                  } catch (IOException e) {
                    outcome.complete("cut");
                  }
                });
        CloseableHttpClient client = HttpClients.createDefault()) {
      HttpPost post = new HttpPost(server.uri());
      post.setEntity(new EntityTemplate(-1, null, null, ByHandTest::failing));
      assertThrows(IOException.class, () -> client.executeOpen(null, post, null));
      assertEquals(
          "whole",
          outcome.get(10, TimeUnit.SECONDS),
          "it is cut: WireConnection need not make streams of its own");
    }
  }

  private static void failing(OutputStream out) throws IOException {
    out.write(1);
    throw new IOException("the source is broken");
  }

  @Test
  void aHeadThatIsCutLooksComplete() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\nX: y\r\n");
                });
        CloseableHttpClient client = HttpClients.createDefault();
        ClassicHttpResponse response = client.executeOpen(null, new HttpGet(server.uri()), null)) {
      assertEquals(200, response.getCode());
      assertEquals(
          -1,
          response.getEntity().getContent().read(),
          "it is seen: SocketInput.checkHead need not look for the end");
    }
  }

  /** See FramedInput. */
  @Test
  void aChunkedBodyThatIsCutWithinItsLastChunkLooksComplete() throws Exception {
    for (String rest : new String[] {"0", "0\r\n"}) {
      try (RawServer server =
              new RawServer(
                  peer -> {
                    peer.head();
                    peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + rest);
                  });
          CloseableHttpClient client = HttpClients.createDefault();
          ClassicHttpResponse response =
              client.executeOpen(null, new HttpGet(server.uri()), null)) {
        assertEquals(-1, response.getEntity().getContent().read());
      }
    }
  }

  /** RFC 9112, section 9.8: it is none, as there is no close_notify. */
  @Test
  void theEndOfTcpLooksLikeTheEndOfTls() throws Exception {
    TestTls tls = TestTls.ofLoopback();
    HttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls.trusting()))
            .build();
    try (RawServer server =
            tls.server(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\n\r\nhello");
                  peer.cut();
                });
        CloseableHttpClient client =
            HttpClients.custom().setConnectionManager(connections).build()) {
      String body =
          assertDoesNotThrow(
              () ->
                  client.execute(
                      new HttpGet(server.uri()),
                      response -> EntityUtils.toString(response.getEntity())),
              "the missing close_notify is told: nothing needs CarrierSocket here");
      assertEquals("hello", body);
    }
  }

  /** Ours overrides these, which are not promised to stay. */
  @Test
  void theConnectionHasTheMethodsThatOursOverrides() {
    for (String name :
        new String[] {
          "createContentOutputStream",
          "createContentInputStream",
          "ensureOpen",
          "bind",
          "passivate",
          "isStale",
          "isConsistent",
          "receiveResponseHeader",
          "flush"
        }) {
      assertTrue(has(DefaultManagedHttpClientConnection.class, name), name);
    }
  }

  private static boolean has(Class<?> type, String method) {
    return type != null
        && (Arrays.stream(type.getDeclaredMethods()).map(Method::getName).anyMatch(method::equals)
            || has(type.getSuperclass(), method));
  }

  /** Another version is welcome when its source was compared and all tests pass. */
  @Test
  void theVersionIsTheOneThatWasLookedInto() {
    ClassLoader loader = HttpClients.class.getClassLoader();
    assertEquals(
        "5.6.5", VersionInfo.loadVersionInfo("org.apache.hc.client5", loader).getRelease());
    assertEquals("5.4.4", VersionInfo.loadVersionInfo("org.apache.hc.core5", loader).getRelease());
  }
}
