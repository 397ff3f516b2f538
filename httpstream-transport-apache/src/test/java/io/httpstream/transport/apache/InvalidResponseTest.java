package io.httpstream.transport.apache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Transport;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class InvalidResponseTest {
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

  @Test
  void aTruncatedBodyIsNeverAnEnd() throws Exception {
    for (boolean single : new boolean[] {true, false}) {
      assertInstanceOf(EOFException.class, failure("Content-Length: 10\r\n\r\nabc", single));
      String chunked = "Transfer-Encoding: chunked\r\n\r\n";
      for (String cut : List.of("", "5", "5\r\n", "5\r\nab", "2\r\nab", "2\r\nab\r\n")) {
        assertInstanceOf(EOFException.class, failure(chunked + cut, single), cut);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"xyz\r\nab\r\n", "-1\r\n", "2\r\nabc\r\n", "ffffffffffffffffff\r\n"})
  void garbageInTheFramingIsAProtocolFailure(String chunks) throws Exception {
    assertInstanceOf(
        ProtocolException.class, failure("Transfer-Encoding: chunked\r\n\r\n" + chunks, false));
  }

  @Test
  void endlessTrailersAreRefused() throws Exception {
    String chunk = "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n";
    assertInstanceOf(ProtocolException.class, failure(chunk + "X: y\r\n".repeat(100_000), false));
  }

  private IOException failure(String rest, boolean single) throws Exception {
    try (RawServer server = sending("HTTP/1.1 200 OK\r\n" + rest);
        Response response = get(server)) {
      InputStream body = response.body();
      IOException first =
          assertThrows(IOException.class, () -> readAll(body, single ? 1 : 1000), rest);
      IOException second = assertThrows(IOException.class, body::read);
      assertEquals(first.getClass(), second.getClass(), "it repeats");
      return first;
    }
  }

  private static void readAll(InputStream body, int atOnce) throws IOException {
    int count;
    do {
      count = atOnce == 1 ? body.read() : body.read(new byte[atOnce]);
    } while (count >= 0);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/1.1 099 No\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nbad name: x\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 101 Switching\r\nUpgrade: TLS/1.2, HTTP/1.1\r\nConnection: upgrade\r\n\r\n"
      })
  void whatIsNotHttpIsAProtocolFailure(String answer) throws Exception {
    try (RawServer server = sending(answer)) {
      assertThrows(ProtocolException.class, () -> get(server));
    }
  }

  @Test
  void endlessHeadersAreRefused() throws Exception {
    String[] endless = {"X: " + "y".repeat(1000) + "\r\n", "y".repeat(1000)};
    for (String more : endless) {
      try (RawServer server =
          new RawServer(
              peer -> {
                peer.head();
                peer.send("HTTP/1.1 200 OK\r\nX: ");
                while (true) {
                  peer.send(more);
                }
              })) {
        assertThrows(ProtocolException.class, () -> get(server));
      }
    }
  }

  @Test
  void manyHeadersAreAccepted() throws Exception {
    String many = ("X: " + "y".repeat(990) + "\r\n").repeat(900);
    try (RawServer server = sending("HTTP/1.1 200 OK\r\n" + many + "Content-Length: 2\r\n\r\nok");
        Response response = get(server)) {
      assertEquals(900, response.headers().all("x").size());
      assertEquals("ok", response.text());
    }
  }

  /** Apache's parser takes what there is of the head for all of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nX: y\r\nCont"})
  void aHeadThatIsCutIsALostConnection(String cut) throws Exception {
    try (RawServer server = sending(cut)) {
      IOException thrown = assertThrows(IOException.class, () -> get(server));
      assertFalse(
          thrown instanceof EOFException || thrown instanceof ProtocolException, thrown::toString);
    }
  }
}
