package io.httpstream.transport.apache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Neither a client of ours nor one with all of Apache's defaults does anything unasked. */
@Timeout(60)
class NothingByItselfTest {
  private static final String REST = "\r\nContent-Length: 0\r\n\r\n";

  /** Whose client it is. */
  enum Maker {
    OURS,
    SUPPLIED
  }

  private final CloseableHttpClient supplied = HttpClients.createDefault();
  private final List<String> heads = new CopyOnWriteArrayList<>();

  private Transport transport(Maker maker) {
    return maker == Maker.OURS ? ApacheTransport.create() : ApacheTransport.of(supplied);
  }

  private RawServer answering(String answer) throws IOException {
    return new RawServer(
        peer -> {
          while (true) {
            heads.add(peer.head());
            peer.send("HTTP/1.1 " + answer);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void noStatusLeadsToAnotherRequest(Maker maker) throws Exception {
    List<String> answers =
        List.of(
            "301 Moved\r\nLocation: /other",
            "307 Temporary\r\nLocation: /other",
            "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"",
            "407 Proxy\r\nProxy-Authenticate: Basic realm=\"x\"",
            "408 Timeout",
            "421 Misdirected");
    try (Transport transport = transport(maker)) {
      for (String answer : answers) {
        heads.clear();
        try (RawServer server = answering(answer + REST);
            Response response =
                transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall())) {
          assertTrue(answer.startsWith(String.valueOf(response.status())), answer);
          assertEquals(1, heads.size(), answer);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsSentAgainBecauseOfRetryAfter(Maker maker) throws Exception {
    try (Transport transport = transport(maker);
        RawServer server = answering("503 Busy\r\nRetry-After: 0" + REST)) {
      if (maker == Maker.OURS) {
        transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall()).close();
      } else {
        // It would; it is told not to at the last moment, and the response is lost.
        IOException thrown =
            assertThrows(
                IOException.class,
                () -> transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall()));
        assertTrue(thrown.getMessage().contains("disableAutomaticRetries"), thrown::toString);
      }
      assertEquals(1, heads.size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUploadIsNotSentAgainEither(Maker maker) throws Exception {
    try (Transport transport = transport(maker);
        RawServer server =
            new RawServer(
                peer -> {
                  while (true) {
                    heads.add(peer.head());
                    while (peer.chunk().length > 0) {
                      // To its end.
                    }
                    peer.send("HTTP/1.1 503 Busy\r\nRetry-After: 0" + REST);
                  }
                })) {
      TestCall call =
          new TestCall(
              wire -> {
                wire.emit(new byte[] {1}, 1);
                return true;
              });
      try (Response response = transport.exchange(Bodies.request("POST", server.uri(), -1), call)) {
        assertEquals(503, response.status());
      } catch (IOException refused) {
        assertEquals(Maker.SUPPLIED, maker, refused::toString);
      }
      assertEquals(1, heads.size());
      assertEquals(1, call.written.get());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatIsLostIsNotReplaced(Maker maker) throws Exception {
    try (Transport transport = transport(maker);
        RawServer server = new RawServer(peer -> heads.add(peer.head()))) {
      assertThrows(
          IOException.class,
          () -> transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall()));
      assertEquals(1, heads.size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void cookiesAreNotKept(Maker maker) throws Exception {
    try (Transport transport = transport(maker);
        RawServer server = answering("200 OK\r\nSet-Cookie: a=b; Path=/" + REST)) {
      for (int i = 0; i < 2; i++) {
        Response response =
            transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall());
        response.close();
        assertEquals(List.of("a=b; Path=/"), response.headers().all("Set-Cookie"));
      }
      assertFalse(heads.get(1).toLowerCase(Locale.ROOT).contains("cookie"), heads.get(1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void compressedBodiesStayCompressed(Maker maker) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[1000]);
    }
    try (Transport transport = transport(maker);
        RawServer server =
            answering(
                "200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                    + bytes.size()
                    + "\r\n\r\n"
                    + bytes.toString(StandardCharsets.ISO_8859_1));
        Response response =
            transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall())) {
      assertEquals("gzip", response.header("Content-Encoding").orElseThrow());
      assertArrayEquals(bytes.toByteArray(), response.body().readAllBytes());
      assertFalse(heads.get(0).contains("Accept-Encoding"), heads.get(0));
      assertFalse(heads.get(0).contains("Upgrade"), heads.get(0));
    }
  }
}
