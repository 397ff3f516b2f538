package io.httpstream.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Transport;
import java.io.EOFException;
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

@Timeout(60)
class DownloadTest {
  private final Transport transport = OkHttpTransport.create();

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  private Response get(RawServer server) throws IOException {
    return send(server, "GET");
  }

  private Response send(RawServer server, String method) throws IOException {
    return transport.exchange(Bodies.request(method, server.uri(), 0), new TestCall());
  }

  private static RawServer replying(String reply) throws IOException {
    return new RawServer(
        peer -> {
          peer.head();
          peer.send(reply);
        });
  }

  @Test
  void informationalResponsesAreSkipped() throws Exception {
    try (RawServer server =
            replying(
                """
                HTTP/1.1 100 Continue\r
                \r
                HTTP/1.1 103 Early Hints\r
                Link: a\r
                \r
                HTTP/1.1 200 OK\r
                Content-Length: 2\r
                \r
                ok""");
        Response response = get(server)) {
      assertEquals(200, response.status());
      assertTrue(response.header("Link").isEmpty());
      assertEquals("ok", response.text());
    }
  }

  @Test
  void aBodyThatEndsEarlyIsToldAsSuch() throws Exception {
    for (String cut :
        List.of(
            "Content-Length: 10\r\n\r\nhello",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello",
            "Transfer-Encoding: chunked\r\n\r\na\r\nhello",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5")) {
      try (RawServer server = replying("HTTP/1.1 200 OK\r\n" + cut);
          Response response = get(server)) {
        assertThrows(EOFException.class, () -> response.body().readAllBytes(), cut);
        assertThrows(IOException.class, () -> response.body().read(), "and stays so");
      }
    }
  }

  @Test
  void aBodyThatIsResetIsAFailure() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\n\r\nhello");
                  peer.reset();
                });
        Response response = get(server)) {
      assertThrows(IOException.class, () -> response.body().readAllBytes());
    }
  }

  @Test
  void whatIsNotHttpIsAProtocolError() throws Exception {
    for (String garbage :
        List.of(
            "SSH-2.0-OpenSSH\r\n",
            "HTTP/1.1 abc\r\n\r\n",
            "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\nContent-Length: 3\r\n\r\nabc",
            "HTTP/1.1 101 Switching Protocols\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(300 * 1024))) {
      try (RawServer server = replying(garbage)) {
        assertThrows(ProtocolException.class, () -> get(server), garbage.substring(0, 16));
      }
    }
    try (RawServer server =
            replying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhello");
        Response response = get(server)) {
      assertThrows(ProtocolException.class, () -> response.body().read());
    }
  }

  @Test
  void chunksWithALengthAreRefused() throws Exception {
    try (RawServer server =
        replying(
            """
                HTTP/1.1 200 OK\r
                Content-Length: 3\r
                Transfer-Encoding: chunked\r
                \r
                5\r
                hello\r
                0\r
                \r
                """)) {
      assertThrows(ProtocolException.class, () -> get(server));
    }
  }

  @Test
  void noBodyIsWaitedForWhereNoneCanBe() throws Exception {
    for (String reply : List.of("200 OK", "304 Not Modified")) {
      for (String framing :
          List.of("", "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n")) {
        String method = reply.startsWith("200") ? "HEAD" : "GET";
        try (RawServer server =
            new RawServer(
                peer -> {
                  while (true) {
                    peer.head();
                    peer.send("HTTP/1.1 " + reply + "\r\n" + framing + "\r\n");
                  }
                })) {
          for (int i = 0; i < 2; i++) {
            try (Response response = send(server, method)) {
              assertEquals(-1, response.body().read(), reply + framing);
            }
          }
        }
      }
    }
  }

  @Test
  void aStatusWithoutABodyThatHasALengthAllTheSameIsRefusedByOkHttp() throws Exception {
    for (String reply : List.of("204 No Content", "205 Reset Content")) {
      try (RawServer server = replying("HTTP/1.1 " + reply + "\r\nContent-Length: 5\r\n\r\n")) {
        assertThrows(ProtocolException.class, () -> get(server));
      }
      try (RawServer server = replying("HTTP/1.1 " + reply + "\r\nContent-Length: 0\r\n\r\n");
          Response response = get(server)) {
        assertEquals(-1, response.body().read());
      }
    }
  }

  @Test
  void repeatedFieldsStayApartAndValuesAreLatin1() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  String head =
                      "HTTP/1.1 200 OK\r\nX: b\r\nY: é\r\nX: a, c\r\nContent-Length: 0\r\n\r\n";
                  peer.send(head.getBytes(StandardCharsets.UTF_8));
                });
        Response response = get(server)) {
      assertEquals(List.of("b", "a, c"), response.headers().all("X"));
      assertEquals("Ã©", response.header("Y").orElse(""));
    }
  }

  @Test
  void aValueThatOkHttpCantDecodeDoesNotFailTheResponse() throws Exception {
    try (RawServer server =
            replying("HTTP/1.1 200 OK\r\nX: caf\u00e9\r\nContent-Length: 2\r\n\r\nok");
        Response response = get(server)) {
      assertTrue(response.header("X").orElse("").startsWith("caf"));
      assertEquals("ok", response.text());
    }
  }

  @Test
  void closingAnUnreadBodyClosesTheConnectionAtOnce() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
              peer.awaitEnd();
              ended.countDown();
            })) {
      Response response = get(server);
      InputStream body = response.body();
      assertEquals(0, body.read(new byte[1], 0, 0));
      assertEquals('h', body.read());
      body.close();
      assertTrue(ended.await(4, TimeUnit.SECONDS));
      assertThrows(IOException.class, body::read);
      assertThrows(IOException.class, () -> body.read(new byte[1], 0, 0));
    }
  }

  @Test
  void aConnectionIsUsedAgainWhenItsBodyWasRead() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (RawServer server =
        new RawServer(
            peer -> {
              connections.incrementAndGet();
              while (true) {
                peer.head();
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
              }
            })) {
      for (int i = 0; i < 5; i++) {
        assertEquals("ok", get(server).text());
      }
      assertEquals(1, connections.get());
    }
  }

  /**
   * The server's end of a connection may still be on its way when the next request is sent. Then
   * that one fails, rightly; what must never happen is that it is sent twice.
   */
  @Test
  void aClosedConnectionOfThePoolIsReplacedBeforeAnythingIsSent() throws Exception {
    int rounds = 50;
    int replaced = 0;
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            })) {
      for (int i = 0; i < rounds; i++) {
        Response first = get(server);
        Response second = get(server);
        assertEquals("ok", first.text());
        assertEquals("ok", second.text());
        server.awaitClosed();
        TestCall call =
            new TestCall(
                wire -> {
                  wire.emit(new byte[] {1}, 1);
                  return true;
                });
        try {
          assertEquals("ok", get(server).text());
          server.awaitClosed();
          transport.exchange(Bodies.request("POST", server.uri(), 1), call).close();
          assertEquals(1, call.written.get());
          replaced++;
        } catch (IOException late) {
          assertTrue(call.written.get() <= 1, "written " + call.written.get() + " times");
        }
        server.awaitClosed();
      }
    }
    assertTrue(replaced > 0, "never replaced");
  }

  @Test
  void aResponseThatNobodyAskedForAnswersNothing() throws Exception {
    String reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    String surplus = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong";
    for (boolean atOnce : new boolean[] {true, false}) {
      AtomicInteger connections = new AtomicInteger();
      CountDownLatch sent = new CountDownLatch(1);
      try (RawServer server =
          new RawServer(
              peer -> {
                boolean first = connections.incrementAndGet() == 1;
                peer.head();
                if (first && atOnce) {
                  peer.send(reply + surplus);
                } else {
                  peer.send(reply);
                }
                if (first && !atOnce) {
                  peer.send(surplus);
                }
                sent.countDown();
                while (true) {
                  peer.head();
                  peer.send(reply);
                }
              })) {
        assertEquals("ok", get(server).text());
        sent.await();
        String second;
        try (Response response = get(server)) {
          second = response.text();
        } catch (ProtocolException e) {
          second = "refused";
        }
        assertTrue(List.of("ok", "refused").contains(second), second);
        assertEquals("ok", get(server).text());
      }
    }
  }

  @Test
  void availableTellsWhatWasReadAhead() throws Exception {
    try (RawServer server = replying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        Response response = get(server)) {
      InputStream body = response.body();
      assertEquals('h', body.read());
      assertEquals(4, body.available());
      assertEquals(4, body.readAllBytes().length);
      assertEquals(-1, body.read());
      assertEquals(-1, body.read());
      assertInstanceOf(BodyStream.class, body);
    }
  }
}
