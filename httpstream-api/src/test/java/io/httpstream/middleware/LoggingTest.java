package io.httpstream.middleware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.Sender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LoggingTest {
  private final RecordingLogger logger = new RecordingLogger();
  private final Sender server =
      request -> {
        try {
          request.body().writeTo(OutputStream.nullOutputStream());
        } catch (Exception e) {
          throw new IOException(e);
        }
        return Response.builder(201).header("Set-Cookie", "id=secret").body("hello").build();
      };

  private static Request post() {
    return Request.builder("POST", URI.create("http://h/p?token=secret"))
        .header("Authorization", "Bearer secret")
        .body(RequestBody.text("abc"))
        .build();
  }

  @Test
  void oneEventTellsTheWholeExchangeWhenTheBodyIsClosed() throws Exception {
    Response response = Logging.slf4j(logger).around(server).send(post());
    assertEquals(List.of(), logger.events());
    response.body().transferTo(OutputStream.nullOutputStream());
    assertEquals(1, logger.events().size());
    response.close();
    response.close();
    assertEquals(1, logger.events().size());
    assertEquals(Level.INFO, logger.events().get(0).level());
    String pairs = logger.events().get(0).pairs();
    assertTrue(pairs.startsWith("method=POST url=http://h/p?token=*** "), pairs);
    assertTrue(pairs.contains(" outcome=complete "), pairs);
    assertTrue(pairs.contains(" status=201 "), pairs);
    assertTrue(pairs.contains(" bytes_sent=3 "), pairs);
    assertTrue(pairs.endsWith(" bytes_received=5"), pairs);
    assertTrue(
        pairs.matches(".* total_ms=\\d+ .*") && pairs.matches(".* headers_ms=\\d+ .*"), pairs);
    assertFalse(pairs.contains("secret"), pairs);
  }

  @Test
  void credentialsAreMaskedInLoggedHeaders() throws Exception {
    Logging.slf4j(logger).withHeaders().level(Level.DEBUG).around(server).send(post()).close();
    String pairs = logger.events().get(0).pairs();
    assertEquals(Level.DEBUG, logger.events().get(0).level());
    assertTrue(pairs.contains("Authorization: ***"), pairs);
    assertTrue(pairs.contains("Set-Cookie: ***"), pairs);
    assertFalse(pairs.contains("secret"), pairs);
  }

  @Test
  void aFailureIsLoggedAsAWarningAndPassedOn() {
    IOException down = new IOException("down");
    Sender failing =
        Logging.slf4j(logger)
            .around(
                request -> {
                  throw down;
                });
    assertEquals(down, assertThrows(IOException.class, () -> failing.send(post())));
    assertEquals(Level.WARN, logger.events().get(0).level());
    assertTrue(logger.events().get(0).pairs().contains("error=java.io.IOException"));
  }

  @Test
  void howAnExchangeEndedIsToldInOneWord() throws Exception {
    Sender logged = Logging.slf4j(logger).around(server);
    logged.send(post()).close();
    logged.send(post()).abort();
    assertTrue(logger.events().get(0).pairs().contains("outcome=closed"));
    assertTrue(logger.events().get(1).pairs().contains("outcome=aborted"));
    assertEquals(2, logger.events().size());
  }

  @Test
  void whatWasSentOfAStreamThatFailsIsCounted() {
    InputStream half =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[1000]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the other half");
              }

              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("the other half");
              }
            });
    Request request =
        Request.builder("POST", URI.create("http://h/")).body(RequestBody.stream(half)).build();
    assertThrows(IOException.class, () -> Logging.slf4j(logger).around(server).send(request));
    assertTrue(logger.events().get(0).pairs().contains("bytes_sent=1000"));
    assertFalse(logger.events().get(0).pairs().contains("other half"), "a message is content");
  }

  @Test
  void whatTheMiddlewareWrapsKeepsItsLengthAndCanBeSentAgain() throws Exception {
    Sender check =
        request -> {
          assertEquals(3, request.body().length());
          assertTrue(request.body().isReplayable());
          return Response.builder(200).build();
        };
    Logging.slf4j(logger).around(check).send(post()).close();
  }
}
