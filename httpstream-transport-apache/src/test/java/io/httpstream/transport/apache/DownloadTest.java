package io.httpstream.transport.apache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DownloadTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final Transport transport = ApacheTransport.create();

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  private Response send(String method, RawServer server) throws IOException {
    return transport.exchange(Bodies.request(method, server.uri(), 0), new TestCall());
  }

  private Response get(RawServer server) throws IOException {
    return send("GET", server);
  }

  /** Answers once and closes the connection. */
  private static RawServer sending(String text) throws IOException {
    return new RawServer(
        peer -> {
          peer.head();
          peer.send(text);
        });
  }

  /** Gives all requests of a connection the same answer. */
  private static RawServer repeating(AtomicInteger connections, String text) throws IOException {
    return new RawServer(
        peer -> {
          connections.incrementAndGet();
          while (true) {
            peer.head();
            peer.send(text);
          }
        });
  }

  @Test
  void headersAndBodyAreSurfaced() throws Exception {
    try (RawServer server =
            sending(
                "HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nX-a: 1\r\nX-A: \u00e9\r\n"
                    + "Content-Length: 5\r\n\r\nhello");
        Response response = get(server)) {
      assertEquals(List.of("1", "\u00e9"), response.headers().all("X-A"));
      InputStream body = response.body();
      assertEquals(0, body.read(new byte[0]));
      assertEquals("hello", new String(body.readAllBytes(), StandardCharsets.US_ASCII));
      assertEquals(-1, body.read());
      assertEquals(-1, body.read(), "the end repeats");
      body.close();
      assertThrows(IOException.class, body::read);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEAD 200 OK\r\nContent-Length: 1000",
        "HEAD 200 OK\r\nTransfer-Encoding: chunked",
        "GET 304 Not Modified\r\nContent-Length: 1000",
        "GET 204 No Content\r\nX: y",
        "GET 200 OK\r\nContent-Length: 0",
        "POST 201 Created\r\nContent-Length: 0"
      })
  void aResponseWithoutABodyHasNoneAtOnceAndItsConnectionIsUsedAgain(String kind) throws Exception {
    AtomicInteger connections = new AtomicInteger();
    String method = kind.substring(0, kind.indexOf(' '));
    try (RawServer server =
        repeating(connections, "HTTP/1.1 " + kind.substring(method.length() + 1) + "\r\n\r\n")) {
      for (int i = 0; i < 5; i++) {
        Response response = send(method, server);
        if (i > 2) {
          assertEquals(-1, response.body().read());
        }
        response.close();
        assertThrows(IOException.class, () -> response.body().read());
      }
      assertEquals(1, connections.get());
    }
  }

  @Test
  void closingBeforeTheEndClosesTheConnectionAtOnce() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nabc");
              peer.awaitEnd();
              ended.countDown();
            })) {
      Response response = get(server);
      assertEquals('a', response.body().read());
      response.close();
      assertTrue(ended.await(5, TimeUnit.SECONDS));
      assertThrows(IOException.class, () -> response.body().read());
    }
  }

  @Test
  void twoFramingsAreRefusedAndTheConnectionIsNotUsedAgain() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    String chunks = "\r\n\r\n2\r\nok\r\n0\r\n\r\n";
    try (RawServer server =
        repeating(
            connections,
            OK.replace("ok", "Transfer-Encoding: chunked").replace("\r\n\r\n", "\r\n") + chunks)) {
      assertThrows(ProtocolException.class, () -> get(server));
      assertThrows(ProtocolException.class, () -> get(server));
      assertEquals(2, connections.get());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void whatNobodyAskedForDoesNotAnswerTheNextRequest(String method) throws Exception {
    AtomicInteger connections = new AtomicInteger();
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + (method.equals("GET") ? 0 : 2);
    try (RawServer server =
        new RawServer(
            peer -> {
              String forged = "HTTP/1.1 403 Forged\r\nContent-Length: 0\r\n\r\n";
              int count = connections.incrementAndGet();
              peer.head();
              peer.send(head + "\r\n\r\n" + (count == 1 ? forged : ""));
              peer.head();
              peer.send(head + "\r\n\r\n");
            })) {
      assertEquals(200, send(method, server).status());
      assertEquals(200, send(method, server).status());
      assertEquals(2, connections.get());
    }
  }

  @Test
  void whatComesLaterUnaskedDoesNotAnswerTheNextRequest() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch forged = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              boolean forging = connections.incrementAndGet() == 1;
              peer.head();
              peer.send(OK);
              if (forging) {
                first.await();
                peer.send("HTTP/1.1 403 Forged\r\nContent-Length: 0\r\n\r\n");
                forged.countDown();
                peer.head();
              }
            })) {
      assertEquals("ok", get(server).text());
      first.countDown();
      forged.await();
      assertEquals("ok", get(server).text());
      assertEquals(2, connections.get());
    }
  }

  @Test
  void aConnectionThatTheServerHasClosedIsNotUsed() throws Exception {
    for (int i = 0; i < 50; i++) {
      CountDownLatch closed = new CountDownLatch(1);
      try (RawServer server =
          new RawServer(
              peer -> {
                peer.head();
                peer.send(OK);
                peer.socket.close();
                closed.countDown();
              })) {
        assertEquals("ok", get(server).text());
        closed.await();
        TestCall post = new TestCall();
        assertEquals(
            "ok", transport.exchange(Bodies.request("POST", server.uri(), 0), post).text());
      }
    }
  }

  @Test
  void aServerThatWishesToCloseIsHeeded() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (RawServer server =
        repeating(connections, OK.replace("OK\r\n", "OK\r\nConnection: close\r\n"))) {
      assertEquals("ok", get(server).text());
      assertEquals("ok", get(server).text());
      assertEquals(2, connections.get());
    }
  }
}
