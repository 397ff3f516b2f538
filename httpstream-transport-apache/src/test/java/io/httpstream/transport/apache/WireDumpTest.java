package io.httpstream.transport.apache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the wire, byte for byte: nothing but what was asked for, and its framing. */
@Timeout(60)
class WireDumpTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private final Transport transport = ApacheTransport.create();

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  /** Sends a request; the authority in what was seen is replaced by "host". */
  private String seen(String method, String target, RequestBody body, TestCall call)
      throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              StringBuilder all = new StringBuilder(peer.head());
              if (all.indexOf("chunked") >= 0) {
                while (all.indexOf("\r\n0\r\n\r\n") < 0) {
                  all.append((char) peer.in.read());
                }
              } else if (body.length() > 0) {
                all.append(
                    new String(
                        peer.in.readNBytes((int) body.length()), StandardCharsets.ISO_8859_1));
              }
              peer.send(OK);
              seen.complete(all.toString().replace(peerAuthority(peer), "host"));
            })) {
      Request request =
          Request.builder(method, URI.create("http://" + server.authority() + target))
              .header("X-b", "1")
              .header("User-Agent", "me")
              .header("x-B", "2")
              .body(body)
              .build();
      transport.exchange(request, call).close();
      return seen.get();
    }
  }

  private static String peerAuthority(RawServer.Peer peer) {
    return peer.socket.getLocalAddress().getHostAddress() + ":" + peer.socket.getLocalPort();
  }

  private static String head(String line) {
    return line + " HTTP/1.1\r\nHost: host\r\nX-b: 1\r\nUser-Agent: me\r\nx-B: 2\r\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "DELETE", "OPTIONS", "PROPFIND", "post", "QUERY", "X!#"})
  void withoutABodyNothingIsSaidOfOne(String method) throws Exception {
    assertEquals(
        head(method + " /") + "\r\n", seen(method, "/", RequestBody.empty(), new TestCall()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH"})
  void anEmptyBodyIsSaidToBeEmptyWhereOneIsExpected(String method) throws Exception {
    assertEquals(
        head(method + " /") + "Content-Length: 0\r\n\r\n",
        seen(method, "/", RequestBody.empty(), new TestCall()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a%2Fb%20c/%c3%a9;p=1//d",
        "//",
        "/?",
        "/?a=b%26c&&",
        "/.",
        "/a/../b",
        "/%7e",
        "/a+b?c+d",
        "/:@!$&'()*,=",
        "/?x[]=%5b"
      })
  void theTargetIsSentAsItIs(String target) throws Exception {
    assertEquals(
        head("GET " + target) + "\r\n", seen("GET", target, RequestBody.empty(), new TestCall()));
  }

  @Test
  void anEmptyPathIsTheRoot() throws Exception {
    assertEquals(head("GET /") + "\r\n", seen("GET", "", RequestBody.empty(), new TestCall()));
    assertEquals(head("GET /?q") + "\r\n", seen("GET", "?q", RequestBody.empty(), new TestCall()));
  }

  @Test
  void aBodyOfUnknownLengthIsChunked() throws Exception {
    TestCall call =
        new TestCall(
            wire -> {
              wire.pass("abcde".getBytes(StandardCharsets.US_ASCII), 1, 3);
              wire.emit("0123456789abcdefmore".getBytes(StandardCharsets.US_ASCII), 16);
              return true;
            });
    assertEquals(
        head("POST /")
            + "Transfer-Encoding: chunked\r\n\r\n3\r\nbcd\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n",
        seen("POST", "/", RequestBody.writer(out -> {}), call));
  }

  @Test
  void aBodyOfKnownLengthIsNot() throws Exception {
    TestCall call =
        new TestCall(
            wire -> {
              wire.emit("abc".getBytes(StandardCharsets.US_ASCII), 2);
              wire.flush();
              wire.emit("c".getBytes(StandardCharsets.US_ASCII), 1);
              return true;
            });
    assertEquals(
        head("GET /") + "Content-Length: 3\r\n\r\nabc",
        seen("GET", "/", RequestBody.writer(out -> {}).length(3), call));
  }
}
