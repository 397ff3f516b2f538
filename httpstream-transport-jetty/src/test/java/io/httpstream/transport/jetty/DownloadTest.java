package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.Plateau;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DownloadTest {
  private final Transport transport = JettyTransport.create();

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  private Response get(RawServer server) throws IOException {
    return transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall());
  }

  private static RawServer sending(String text) throws IOException {
    return new RawServer(
        peer -> {
          peer.head();
          peer.send(text);
        });
  }

  @Test
  void headersAreToldAsTheyWereSent() throws Exception {
    String fields =
        String.join(
            "\r\n",
            "X-A: 1",
            "X-B: ",
            "x-a: 2, 3",
            "X-Name: caf\u00e9",
            "Content-Type: TEXT/Html;Charset=UTF-8",
            "");
    try (RawServer server =
        RawServer.answering("HTTP/1.1 299 Odd\r\n" + fields + "Content-Length: 5\r\n\r\nhello")) {
      // Twice, for Jetty remembers what it has seen.
      for (int i = 0; i < 2; i++) {
        try (Response response = get(server)) {
          assertEquals(299, response.status());
          assertEquals(List.of("1", "2, 3"), response.headers().all("X-A"));
          assertEquals("", response.header("X-B").orElseThrow());
          assertEquals("caf\u00e9", response.header("X-Name").orElseThrow());
          assertEquals("TEXT/Html;Charset=UTF-8", response.header("content-type").orElseThrow());
          assertEquals("hello", response.text());
        }
      }
    }
    try (RawServer server =
            sending("HTTP/1.1 200 OK\r\nContent-Type: TEXT/HTML\r\nCONNECTION: Close\r\n\r\n");
        Response response = get(server)) {
      assertEquals("TEXT/HTML", response.header("content-type").orElseThrow());
      assertEquals("Close", response.header("Connection").orElseThrow());
    }
  }

  @Test
  void theStreamKeepsItsContract() throws Exception {
    CountDownLatch rest = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
                  rest.await();
                  peer.send("hello");
                  peer.awaitEnd();
                });
        Response response = get(server)) {
      InputStream body = response.body();
      assertEquals(0, body.read(new byte[9], 3, 0));
      assertEquals(0, body.available());
      rest.countDown();
      assertEquals('h', body.read());
      assertEquals(4, body.available());
      assertEquals("ello", new String(body.readAllBytes(), StandardCharsets.US_ASCII));
      assertEquals(-1, body.read());
      assertEquals(-1, body.read(new byte[3]), "the end repeats");
      body.close();
      assertThrows(IOException.class, body::read);
      assertThrows(IOException.class, body::available);
    }
  }

  @Test
  void informationalResponsesAreSkippedWhateverTheirNumber() throws Exception {
    try (RawServer server =
        RawServer.answering(
            String.join(
                "\r\n\r\n",
                "HTTP/1.1 100 Continue",
                "HTTP/1.1 102 Processing",
                "HTTP/1.1 103 Early Hints\r\nLink: a",
                "HTTP/1.1 104 Whatever",
                "HTTP/1.1 200 OK\r\nContent-Length: 2",
                "ok"))) {
      for (int i = 0; i < 3; i++) {
        try (Response response = get(server)) {
          assertEquals(200, response.status());
          assertTrue(response.header("Link").isEmpty());
          assertEquals("ok", response.text());
        }
      }
      assertEquals(1, server.connections());
    }
  }

  @Test
  void aSwitchOfProtocolsThatNobodyAskedForIsAFailure() throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send(
                  "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n...");
              peer.awaitEnd();
            })) {
      assertThrows(ProtocolException.class, () -> get(server));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD 200", "GET 204", "GET 304", "HEAD 404"})
  void bodiesThatCantBeAreEmptyAtOnceWhateverLengthIsSaid(String what) throws Exception {
    String method = what.substring(0, what.indexOf(' '));
    String status = what.substring(method.length() + 1);
    try (RawServer server =
        RawServer.answering("HTTP/1.1 " + status + " X\r\nContent-Length: 1000\r\n\r\n")) {
      for (int i = 0; i < 3; i++) {
        try (Response response =
            transport.exchange(Bodies.request(method, server.uri(), 0), new TestCall())) {
          assertEquals(-1, response.body().read());
          assertEquals("1000", response.header("Content-Length").orElseThrow());
        }
      }
      assertEquals(1, server.connections());
    }
  }

  @Test
  void eachChunkIsThereBeforeTheNext() throws Exception {
    CountDownLatch headSeen = new CountDownLatch(1);
    CountDownLatch chunkSeen = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                  headSeen.await();
                  peer.send("1\r\na");
                  chunkSeen.await();
                  peer.send("\r\n1;x=y\r\nb\r\n0\r\nX-Trailer: t\r\n\r\n");
                  peer.awaitEnd();
                });
        Response response = get(server)) {
      headSeen.countDown();
      assertEquals('a', response.body().read());
      chunkSeen.countDown();
      assertEquals('b', response.body().read());
      assertEquals(-1, response.body().read());
    }
  }

  @Test
  void aLargeBodyArrivesByteForByte() throws Exception {
    CRC32C sent = new CRC32C();
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + 256 * Bodies.MIB + "\r\n\r\n");
                  byte[] buffer = new byte[Bodies.BUFFER];
                  for (long at = 0; at < 256 * Bodies.MIB; at += buffer.length) {
                    Bodies.fill(buffer, buffer.length, at);
                    sent.update(buffer, 0, buffer.length);
                    peer.send(buffer);
                  }
                });
        Response response = get(server)) {
      CRC32C received = new CRC32C();
      byte[] buffer = new byte[100_000];
      for (int n = response.body().read(buffer); n >= 0; n = response.body().read(buffer)) {
        received.update(buffer, 0, n);
      }
      assertEquals(sent.getValue(), received.getValue());
    }
  }

  @Test
  void aReaderThatStopsHoldsTheServerBack() throws Exception {
    AtomicLong sent = new AtomicLong();
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\n\r\n");
                  for (byte[] buffer = new byte[Bodies.BUFFER]; ; sent.addAndGet(buffer.length)) {
                    peer.send(buffer);
                  }
                });
        Response response = get(server)) {
      assertEquals(200, response.status());
      long plateau = Plateau.of(sent);
      assertTrue(plateau < 24 * Bodies.MIB, "the server got rid of " + plateau + " bytes");
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
      response.body().close();
      assertTrue(ended.await(20, TimeUnit.SECONDS));
      assertThrows(IOException.class, () -> response.body().read());
    }
  }

  @Test
  void aBodyReadToItsEndGivesTheConnectionBackBeforeTheEndIsTold() throws Exception {
    try (RawServer server =
        RawServer.answering(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")) {
      for (int i = 0; i < 300; i++) {
        assertEquals("ok", get(server).text());
      }
      assertEquals(1, server.connections());
    }
  }

  @Test
  void aConnectionThatTheServerHasClosedIsNotUsedAgain() throws Exception {
    Semaphore closed = new Semaphore(0);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
              peer.socket.close();
              closed.release();
            })) {
      for (int i = 0; i < 100; i++) {
        assertEquals("ok", get(server).text());
        closed.acquire();
      }
      // Jetty opens one more now and then, which it has no use for.
      assertTrue(server.connections() >= 100, () -> server.connections() + " connections");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 10\r\n\r\nabc",
        "Content-Length: 10\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        "Transfer-Encoding: chunked\r\n\r\n2\r\nab",
        "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
        "Transfer-Encoding: chunked\r\n\r\n"
      })
  void aTruncatedBodyIsNeverAnEnd(String rest) throws Exception {
    assertInstanceOf(EOFException.class, failure(rest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"xyz\r\nab\r\n", "-1\r\nab\r\n", "ffffffffffffffff\r\nab", "2\r\nabc\r\n"})
  void garbageInTheFramingIsAProtocolFailure(String chunks) throws Exception {
    assertInstanceOf(
        ProtocolException.class, failure("Transfer-Encoding: chunked\r\n\r\n" + chunks));
  }

  private IOException failure(String rest) throws Exception {
    try (RawServer server = sending("HTTP/1.1 200 OK\r\n" + rest)) {
      Response response;
      try {
        response = get(server);
      } catch (ProtocolException early) {
        // Jetty reads on behind the head.
        return early;
      }
      try (response) {
        InputStream body = response.body();
        IOException first = assertThrows(IOException.class, body::readAllBytes);
        IOException second = assertThrows(IOException.class, body::read);
        assertEquals(first.getClass(), second.getClass(), "it repeats");
        return first;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nNo colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n1\r\na\r\n0\r\n\r\n"
      })
  void whatIsNotHttpIsAProtocolFailure(String text) throws Exception {
    try (RawServer server = sending(text)) {
      assertThrows(ProtocolException.class, () -> get(server));
    }
  }

  @Test
  void headersWithoutAnEndAreAProtocolFailure() throws Exception {
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\n");
              while (true) {
                peer.send("X-More: " + "x".repeat(1000) + "\r\n");
              }
            })) {
      assertThrows(ProtocolException.class, () -> get(server));
    }
  }

  @Test
  void aResetInABodyThatEndsWithTheConnectionIsAFailure() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\n\r\nabc");
                  read.await();
                  peer.reset();
                });
        Response response = get(server)) {
      assertEquals(3, response.body().readNBytes(3).length);
      read.countDown();
      IOException thrown = assertThrows(IOException.class, () -> response.body().read());
      assertFalse(thrown instanceof EOFException, thrown::toString);
    }
  }

  @Test
  void aBodyMayEndWithItsConnection() throws Exception {
    try (RawServer server = sending("HTTP/1.0 200 OK\r\n\r\nabc");
        Response response = get(server)) {
      assertEquals("abc", response.text());
    }
  }

  @Test
  void aConnectionClosedWithoutAnAnswerIsLostAndNothingIsSentTwice() throws Exception {
    AtomicLong requests = new AtomicLong();
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              requests.incrementAndGet();
            })) {
      for (String method : List.of("GET", "POST")) {
        IOException thrown =
            assertThrows(
                IOException.class,
                () -> transport.exchange(Bodies.request(method, server.uri(), 0), new TestCall()));
        assertFalse(thrown instanceof EOFException, thrown::toString);
      }
      assertEquals(2, requests.get());
    }
  }

  @Test
  void aHeadThatIsCutIsALostConnectionAndNotInvalid() throws Exception {
    try (RawServer server = sending("HTTP/1.1 200 OK\r\nX-A: 1\r\nX-")) {
      IOException thrown = assertThrows(IOException.class, () -> get(server));
      assertEquals(IOException.class, thrown.getClass(), thrown::toString);
    }
  }
}
