package io.httpstream.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Byte for byte what is sent, and that nothing of a response is acted upon. */
@Timeout(60)
class WireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final Transport transport = OkHttpTransport.create();

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  private static TestCall oneByte() {
    return new TestCall(
        wire -> {
          wire.emit(new byte[] {'x'}, 1);
          return true;
        });
  }

  private String headOf(Request.Builder request, RawServer server, CompletableFuture<String> head)
      throws Exception {
    TestCall call = request.build().body().length() == 0 ? new TestCall() : oneByte();
    transport.exchange(request.build(), call).close();
    return head.get().replace(server.authority(), "HOST");
  }

  private String headOf(String method, RequestBody body, String... headers) throws Exception {
    CompletableFuture<String> head = new CompletableFuture<>();
    try (RawServer server = recording(head)) {
      Request.Builder request = Request.builder(method, server.uri()).body(body);
      for (int i = 0; i < headers.length; i += 2) {
        request.header(headers[i], headers[i + 1]);
      }
      return headOf(request, server, head);
    }
  }

  private static RawServer recording(CompletableFuture<String> head) throws Exception {
    return new RawServer(
        peer -> {
          String seen = peer.head();
          if (seen.contains("Transfer-Encoding")) {
            while (peer.chunk().length > 0) {
              // Only the head matters.
            }
          } else if (seen.contains("Content-Length: 1\r\n")) {
            peer.in.readNBytes(1);
          }
          peer.send(OK);
          head.complete(seen);
        });
  }

  @Test
  void aHeadHoldsWhatTheRequestHoldsAndNothingElse() throws Exception {
    assertEquals(
        "GET / HTTP/1.1\r\nHost: HOST\r\nB: 2\r\nUser-Agent: test\r\na: 1\r\nB: 1\r\nAccept: */*\r\n\r\n",
        headOf(
            "GET",
            RequestBody.empty(),
            "B",
            "2",
            "User-Agent",
            "test",
            "a",
            "1",
            "B",
            "1",
            "Accept",
            "*/*"));
    assertEquals("GET / HTTP/1.1\r\nHost: HOST\r\n\r\n", headOf("GET", RequestBody.empty()));
    assertEquals(
        "GET / HTTP/1.1\r\nHost: HOST\r\nAccept-Encoding: gzip\r\n\r\n",
        headOf("GET", RequestBody.empty(), "Accept-Encoding", "gzip"));
    assertEquals(
        "GET / HTTP/1.1\r\nHost: HOST\r\nAccept-Encoding: identity\r\n\r\n",
        headOf("GET", RequestBody.empty(), "Accept-Encoding", "identity"));
  }

  @Test
  void theFramingFollowsTheHeaders() throws Exception {
    RequestBody body = RequestBody.writer(out -> {});
    assertEquals(
        "POST / HTTP/1.1\r\nHost: HOST\r\nContent-Type: a/b\r\nTransfer-Encoding: chunked\r\n\r\n",
        headOf("POST", body, "Content-Type", "a/b"));
    assertEquals(
        "DELETE / HTTP/1.1\r\nHost: HOST\r\nX: y\r\nContent-Length: 1\r\n\r\n",
        headOf("DELETE", body.length(1), "X", "y"));
  }

  @Test
  void anEmptyBodyIsSaidToBeEmptyWhereOneIsExpected() throws Exception {
    for (String method : List.of("POST", "PUT", "PATCH")) {
      assertEquals(
          method + " / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n",
          headOf(method, RequestBody.empty()));
    }
    for (String method :
        List.of(
            "GET",
            "HEAD",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "PROPFIND",
            "PROPPATCH",
            "REPORT",
            "QUERY",
            "get",
            "post",
            "M-SEARCH",
            "x!#$%&'*+-.^_`|~1")) {
      assertEquals(
          method + " / HTTP/1.1\r\nHost: HOST\r\n\r\n", headOf(method, RequestBody.empty()));
    }
  }

  @Test
  void aTargetIsSentAsItIs() throws Exception {
    for (String target :
        List.of(
            "/a%2Fb%20c%c3%a9;p=1",
            "//a//b/",
            "/?",
            "/?a=b%26c&&d=+e/?:@!$()*,;=-._~[]",
            "/a:b@c!$&'()*+,;=-._~",
            "/%7e%2E%2e%2Ex/...",
            "/a?%27",
            "/%25%00")) {
      CompletableFuture<String> head = new CompletableFuture<>();
      try (RawServer server = recording(head)) {
        URI uri = URI.create("http://" + server.authority() + target);
        String seen = headOf(Request.builder("GET", uri), server, head);
        assertEquals("GET " + target + " HTTP/1.1", seen.lines().findFirst().orElse(""));
      }
    }
  }

  @Test
  void aTargetThatOkHttpWouldRewriteIsRefused() {
    for (String target :
        List.of("/a/../b", "/./a", "/..", "/a/.", "/%2e/a", "/a/%2E%2e", "/?q='secret'")) {
      URI uri = URI.create("http://localhost:1" + target);
      IllegalArgumentException thrown =
          assertThrows(
              IllegalArgumentException.class,
              () -> transport.exchange(Request.builder("GET", uri).build(), new TestCall()),
              target);
      assertFalse(thrown.getMessage().contains("secret"), thrown::getMessage);
    }
  }

  @Test
  void noStatusIsActedUpon() throws Exception {
    for (String reply :
        List.of(
            "301 Moved\r\nLocation: /elsewhere",
            "303 See Other\r\nLocation: /elsewhere",
            "307 Temporary Redirect\r\nLocation: /elsewhere",
            "401 Unauthorized\r\nWWW-Authenticate: Basic realm=x",
            "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=x",
            "408 Request Timeout",
            "408 Request Timeout\r\nRetry-After: 0",
            "421 Misdirected Request",
            "503 Service Unavailable\r\nRetry-After: 0",
            "299 Miscellaneous",
            "999 Odd")) {
      for (String method : List.of("GET", "POST", "PUT")) {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server =
            new RawServer(
                peer -> {
                  while (true) {
                    peer.head();
                    requests.incrementAndGet();
                    peer.send("HTTP/1.1 " + reply + "\r\nContent-Length: 2\r\n\r\nno");
                  }
                })) {
          try (Response response =
              transport.exchange(Bodies.request(method, server.uri(), 0), new TestCall())) {
            assertEquals(Integer.parseInt(reply.substring(0, 3)), response.status());
            assertEquals("no", response.text());
          }
          assertEquals(1, requests.get(), method + reply);
        }
      }
    }
  }

  @Test
  void aCompressedBodyIsGivenOutAsItIsAndCookiesAreNotKept() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(1);
    }
    byte[] bytes = zipped.toByteArray();
    CompletableFuture<String> second = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send(
                  """
                  HTTP/1.1 200 OK\r
                  Set-Cookie: a=b\r
                  Cache-Control: max-age=1000\r
                  Content-Encoding: gzip\r
                  Content-Length: %d\r
                  \r
                  """
                      .formatted(bytes.length));
              peer.send(bytes);
              second.complete(peer.head());
              peer.send(OK);
            })) {
      try (Response response =
          transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall())) {
        assertEquals("gzip", response.header("Content-Encoding").orElse(""));
        assertEquals(bytes.length, response.body().readAllBytes().length);
      }
      transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall()).close();
      assertTrue(second.get().startsWith("GET / HTTP/1.1\r\n"));
      assertFalse(second.get().contains("Cookie"), second.get());
    }
  }
}
