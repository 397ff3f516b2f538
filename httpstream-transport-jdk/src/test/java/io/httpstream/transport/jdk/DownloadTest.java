package io.httpstream.transport.jdk;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DownloadTest {
  private static final long MIB = 1 << 20;

  private final Transport transport = JdkTransport.create();

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
  void headersAndBodyAreSurfaced() throws Exception {
    try (RawServer server =
            sending("HTTP/1.1 200 OK\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 5\r\n\r\nhello");
        Response response = get(server)) {
      assertEquals(List.of("1", "2"), response.headers().all("X-A"));
      InputStream body = response.body();
      assertEquals(0, body.read(new byte[0]));
      assertEquals("hello", new String(body.readAllBytes(), StandardCharsets.US_ASCII));
      assertEquals(-1, body.read());
      assertEquals(-1, body.read(), "the end repeats");
      body.close();
      assertThrows(IOException.class, body::read);
    }
  }

  @Test
  void informationalResponsesAreSkipped() throws Exception {
    try (RawServer server =
            sending(
                "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        Response response = get(server)) {
      assertEquals(200, response.status());
    }
  }

  @Test
  void theHeadIsThereBeforeTheBodyAndEachChunkBeforeTheNext() throws Exception {
    CountDownLatch headSeen = new CountDownLatch(1);
    CountDownLatch chunkSeen = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              headSeen.await();
              peer.send("1\r\na\r\n");
              chunkSeen.await();
              peer.send("1\r\nb\r\n0\r\n\r\n");
            })) {
      try (Response response = get(server)) {
        InputStream body = response.body();
        assertEquals(0, body.available());
        headSeen.countDown();
        assertEquals('a', body.read());
        chunkSeen.countDown();
        assertEquals('b', body.read());
        assertEquals(-1, body.read());
      }
    }
  }

  @Test
  void aBodyReadByteByByteIsIntact() throws Exception {
    StringBuilder chunks = new StringBuilder();
    "one byte at a time"
        .chars()
        .forEach(c -> chunks.append("1\r\n").append((char) c).append("\r\n"));
    try (RawServer server =
            sending(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n");
        Response response = get(server)) {
      StringBuilder read = new StringBuilder();
      for (int c = response.body().read(); c >= 0; c = response.body().read()) {
        read.append((char) c);
      }
      assertEquals("one byte at a time", read.toString());
    }
  }

  @Test
  void aLargeBodyArrivesByteForByte() throws Exception {
    CRC32C sent = new CRC32C();
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + 256 * MIB + "\r\n\r\n");
                  byte[] buffer = new byte[Bodies.BUFFER];
                  for (long at = 0; at < 256 * MIB; at += buffer.length) {
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
      assertTrue(plateau < 24 * MIB, "the server got rid of " + plateau + " bytes");
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
  void aBodyReadToItsEndGivesTheConnectionBack() throws Exception {
    AtomicLong connections = new AtomicLong();
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

  @Test
  void aTruncatedBodyIsNeverAnEnd() throws Exception {
    assertInstanceOf(EOFException.class, failure("Content-Length: 10\r\n\r\nabc"));
    assertInstanceOf(EOFException.class, failure("Transfer-Encoding: chunked\r\n\r\n5\r\nab"));
    assertInstanceOf(EOFException.class, failure("Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"));
  }

  @Test
  void garbageInTheFramingIsAProtocolFailure() throws Exception {
    assertInstanceOf(
        ProtocolException.class, failure("Transfer-Encoding: chunked\r\n\r\nxyz\r\nab\r\n"));
  }

  private IOException failure(String rest) throws Exception {
    try (RawServer server = sending("HTTP/1.1 200 OK\r\n" + rest);
        Response response = get(server)) {
      InputStream body = response.body();
      IOException first = assertThrows(IOException.class, body::readAllBytes);
      assertEquals(
          first.getClass(), assertThrows(IOException.class, body::read).getClass(), "it repeats");
      return first;
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
  void aStatusLineThatIsNoneIsAProtocolFailure() throws Exception {
    try (RawServer server = sending("SSH-2.0-OpenSSH_9.2\r\n\r\n")) {
      assertThrows(ProtocolException.class, () -> get(server));
    }
  }

  @Test
  void aConnectionClosedWithoutAnAnswerIsLostAndNotTruncated() throws Exception {
    try (RawServer server = sending("")) {
      IOException thrown =
          assertThrows(
              IOException.class,
              () -> transport.exchange(Bodies.request("POST", server.uri(), 0), new TestCall()));
      assertFalse(thrown instanceof EOFException, thrown::toString);
    }
  }
}
