package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Transport;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the wire is what was asked for, and nothing of Jetty's own. */
@Timeout(60)
class WireFormatTest {
  private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private final Transport transport = JettyTransport.create();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  private RawServer recording(String answer) throws Exception {
    return new RawServer(
        peer -> {
          while (true) {
            String head = peer.head();
            if (head.contains("Transfer-Encoding")) {
              peer.sumOfChunks();
            } else if (head.contains("Content-Length: 3")) {
              peer.in.readNBytes(3);
            }
            seen.add(head);
            peer.send(answer);
          }
        });
  }

  private static TestCall writingThree() {
    return new TestCall(
        wire -> {
          wire.pass(new byte[] {1, 2, 3}, 0, 3);
          return true;
        });
  }

  private String headOf(RawServer server, Request request) throws Exception {
    try (Response response = transport.exchange(request, writingThree())) {
      assertEquals("", response.text());
    }
    return seen.take().replace(server.authority(), "AUTHORITY");
  }

  @Test
  void aRequestWithoutABodyIsItsHeadAlone() throws Exception {
    try (RawServer server = recording(EMPTY)) {
      for (String method : List.of("GET", "HEAD", "DELETE", "OPTIONS", "PROPFIND", "get", "Odd!")) {
        Request request =
            Request.builder(method, server.uri("/a"))
                .header("user-AGENT", "me")
                .header("X-B", "2")
                .header("x-a", "1")
                .header("X-B", "3")
                .header("Content-Type", "text/plain")
                .build();
        assertEquals(
            method
                + " /a HTTP/1.1\r\nHost: AUTHORITY\r\nuser-AGENT: me\r\nX-B: 2\r\nx-a: 1\r\n"
                + "X-B: 3\r\nContent-Type: text/plain\r\n\r\n",
            headOf(server, request));
      }
    }
  }

  @Test
  void anEmptyBodyIsSaidToBeEmptyOnceWhereContentIsExpected() throws Exception {
    try (RawServer server = recording(EMPTY)) {
      for (String method : List.of("POST", "PUT", "PATCH")) {
        for (String type : List.of("", "Content-Type: a/b\r\n")) {
          Request.Builder request =
              Request.builder(method, server.uri()).header("User-Agent", "test");
          if (!type.isEmpty()) {
            request.header("Content-Type", "a/b");
          }
          assertEquals(
              method
                  + " / HTTP/1.1\r\nHost: AUTHORITY\r\nUser-Agent: test\r\n"
                  + type
                  + "Content-Length: 0\r\n\r\n",
              headOf(server, request.build()));
        }
      }
    }
  }

  @Test
  void aBodyIsFramedByWhatIsKnownOfItWhateverTheMethod() throws Exception {
    RequestBody unknown = RequestBody.writer(out -> {});
    try (RawServer server = recording(EMPTY)) {
      for (String method : List.of("POST", "PUT", "PATCH", "GET", "DELETE", "PROPFIND", "post")) {
        String start = method + " / HTTP/1.1\r\nHost: AUTHORITY\r\nUser-Agent: test\r\n";
        assertEquals(
            start + "Transfer-Encoding: chunked\r\n\r\n",
            headOf(server, Bodies.request(method, server.uri(), -1)));
        assertEquals(
            start + "Content-Length: 3\r\n\r\n",
            headOf(server, Bodies.request(method, server.uri(), 3)));
      }
      assertEquals(
          String.join(
              "\r\n",
              "POST / HTTP/1.1",
              "Host: AUTHORITY",
              "User-Agent: test",
              "Content-Type: a/b",
              "Transfer-Encoding: chunked",
              "",
              ""),
          headOf(
              server,
              Request.builder("POST", server.uri())
                  .header("User-Agent", "test")
                  .header("Content-Type", "a/b")
                  .body(unknown)
                  .build()));
      assertEquals(1, server.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a%2Fb",
        "/a%20b",
        "/%c3%A4",
        "/a;v=1/b;w",
        "//a//b",
        "/a/../b/./c",
        "/%2e%2E/x",
        "/?",
        "/?a=b%26c",
        "/p?a=1&a=2&b",
        "/p?q=a+b%20c?d/e",
        "/p?%",
        "/~a!$&'()*+,;=:@b"
      })
  void aTargetIsSentAsItWasGiven(String target) throws Exception {
    String valid = target.equals("/p?%") ? "/p?%25" : target;
    try (RawServer server = recording(EMPTY)) {
      String head = headOf(server, Bodies.request("GET", server.uri(valid), 0));
      assertEquals("GET " + valid + " HTTP/1.1", head.lines().findFirst().orElseThrow());
    }
  }

  @Test
  void anEmptyPathIsSentAsASlash() throws Exception {
    try (RawServer server = recording(EMPTY)) {
      assertEquals(
          "GET /?q HTTP/1.1",
          headOf(server, Bodies.request("GET", server.uri("?q"), 0))
              .lines()
              .findFirst()
              .orElseThrow());
    }
  }

  @Test
  void headersOfManyKilobytesAreSent() throws Exception {
    try (RawServer server = recording(EMPTY)) {
      String value = "v".repeat(100_000);
      Request request =
          Bodies.request("GET", server.uri(), 0).toBuilder().header("X-Large", value).build();
      assertEquals(true, headOf(server, request).contains("X-Large: " + value + "\r\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "503 Unavailable\r\nRetry-After: 0",
        "408 Timeout",
        "301 Moved\r\nLocation: /elsewhere",
        "307 Moved\r\nLocation: /elsewhere",
        "401 Who\r\nWWW-Authenticate: Basic realm=\"x\"",
        "407 Who\r\nProxy-Authenticate: Basic realm=\"x\"",
        "421 Elsewhere",
        "425 Early"
      })
  void noStatusMakesItSendAgain(String status) throws Exception {
    try (RawServer server = recording("HTTP/1.1 " + status + "\r\nContent-Length: 4\r\n\r\nbody")) {
      for (String method : List.of("GET", "POST")) {
        TestCall call = writingThree();
        int length = method.equals("GET") ? 0 : -1;
        try (Response response =
            transport.exchange(Bodies.request(method, server.uri(), length), call)) {
          assertEquals(Integer.parseInt(status.substring(0, 3)), response.status());
          assertEquals("body", response.text());
        }
        assertEquals(length == 0 ? 0 : 1, call.written.get());
      }
      assertEquals(2, seen.size());
      assertEquals(1, server.connections());
    }
  }

  @Test
  void cookiesAreNotKept() throws Exception {
    try (RawServer server =
        recording("HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n")) {
      String first = headOf(server, Bodies.request("GET", server.uri(), 0));
      assertEquals(first, headOf(server, Bodies.request("GET", server.uri(), 0)));
    }
  }

  @Test
  void whatIsEncodedStaysEncoded() throws Exception {
    try (RawServer server =
            recording("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nzip");
        Response response =
            transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall())) {
      assertEquals("gzip", response.header("Content-Encoding").orElseThrow());
      assertEquals(3, response.contentLength());
      assertEquals("zip", response.text());
    }
  }
}
