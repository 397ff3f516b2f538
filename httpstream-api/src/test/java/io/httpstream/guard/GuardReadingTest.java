package io.httpstream.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.ExchangeCancelledException;
import io.httpstream.message.Limits;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.message.TruncatedBodyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GuardReadingTest {
  private final ScriptedTransport transport = ScriptedTransport.accepting();
  private final Guard guard = new Guard(transport, 64, leak -> {});

  @AfterEach
  void close() {
    guard.close();
  }

  private static Request.Builder get() {
    return Request.builder("GET", URI.create("http://h/"));
  }

  private Response answer(Response.Builder response) throws IOException {
    transport.script = (request, call) -> response.build();
    return guard.send(get().build());
  }

  @Test
  void theEndOfTheBodyRepeats() throws Exception {
    try (Response response = answer(Response.builder(200).body("ab"))) {
      assertEquals("ab", new String(response.body().readAllBytes(), StandardCharsets.US_ASCII));
      assertEquals(-1, response.body().read());
      assertEquals(-1, response.body().read(new byte[5]));
      assertEquals(0, response.body().available());
    }
  }

  @Test
  void readingAfterCloseThrows() throws Exception {
    Response response = answer(Response.builder(200).body("ab"));
    response.close();
    assertThrows(IOException.class, () -> response.body().read());
    assertThrows(IOException.class, () -> response.body().available());
  }

  @Test
  void aBodyShorterThanItsContentLengthIsTruncatedNotEnded() throws Exception {
    Response response = answer(Response.builder(200).header("Content-Length", "3").body("ab"));
    TruncatedBodyException first =
        assertThrows(TruncatedBodyException.class, () -> response.body().readAllBytes());
    assertTrue(first.getMessage().contains("2 of 3"), first.getMessage());
    assertEquals(2, first.details().bytesReceived());
    assertSame(first, assertThrows(IOException.class, () -> response.body().read()));
  }

  @Test
  void aBodilessResponseMayDeclareALength() throws Exception {
    Response response = answer(Response.builder(304).header("Content-Length", "3"));
    assertEquals(-1, response.body().read());
  }

  @Test
  void closingDrainsALittleAndKillsTheRest() throws Exception {
    assertTrue(isKilledByClosing(70_000));
    // A drain has 100 ms, and this thread may have to wait for its turn as long as that.
    for (int tries = 1; isKilledByClosing(60_000); tries++) {
      assertTrue(tries < 10, "so little is drained");
    }
  }

  private boolean isKilledByClosing(int left) throws Exception {
    CompletableFuture<IOException> killed = new CompletableFuture<>();
    transport.script =
        (request, call) -> {
          call.onAbort(killed::complete);
          return Response.builder(200).body(new ByteArrayInputStream(new byte[left])).build();
        };
    guard.send(get().build()).close();
    return killed.isDone();
  }

  @Test
  void closingAStalledBodyDoesNotWaitForIt() throws Exception {
    BlockingBody body = new BlockingBody();
    transport.script =
        (request, call) -> {
          call.onAbort(body.killed::complete);
          return Response.builder(200).body(body).build();
        };
    guard.send(get().limits(Limits.defaults().readIdle(Limits.NEVER)).build()).close();
    assertTrue(body.killed.isDone());
  }

  @Test
  void closingFromAnotherThreadReleasesTheReader() throws Exception {
    BlockingBody body = new BlockingBody();
    transport.script =
        (request, call) -> {
          call.onAbort(body.killed::complete);
          return Response.builder(200).body(body).build();
        };
    Response response = guard.send(get().build());
    CompletableFuture<Void> closer =
        CompletableFuture.runAsync(
            () -> {
              body.awaitEntered();
              response.close();
            });
    assertThrows(ExchangeCancelledException.class, () -> response.body().read());
    closer.join();
  }

  @Test
  void aBodyThatBreaksUncheckedEndsTheExchangeAndIsClosed() throws Exception {
    IllegalStateException broken = new IllegalStateException("broken");
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    InputStream body =
        new InputStream() {
          @Override
          public int read() {
            throw broken;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            throw broken;
          }

          @Override
          public void close() {
            closed.complete(true);
          }
        };
    transport.script = (request, call) -> Response.builder(200).body(body).build();
    Response response = guard.send(get().build());
    assertSame(broken, assertThrows(IllegalStateException.class, () -> response.body().read()));
    assertSame(broken, assertThrows(IllegalStateException.class, () -> response.body().read()));
    response.close();
    assertTrue(closed.isDone());
  }

  @Test
  void aReadOfNoBytesDoesNotAskTheTransport() throws Exception {
    transport.script = (request, call) -> Response.builder(200).body(new BlockingBody()).build();
    Response response = guard.send(get().build());
    assertEquals(0, response.body().read(new byte[0]));
    assertFalse(response.toString().isEmpty());
  }
}
