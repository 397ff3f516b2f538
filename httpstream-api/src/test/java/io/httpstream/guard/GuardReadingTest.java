package io.httpstream.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.ConnectFailedException;
import io.httpstream.message.ConnectionLostException;
import io.httpstream.message.ExchangeCancelledException;
import io.httpstream.message.ExchangeException;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.Phase;
import io.httpstream.message.ProtocolViolationException;
import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.Scope;
import io.httpstream.message.TlsFailedException;
import io.httpstream.message.TruncatedBodyException;
import io.httpstream.transport.Call;
import io.httpstream.transport.Capability;
import io.httpstream.transport.UnsupportedCapabilityException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
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

  /** A body, and a thread's way out of it, as a transport makes them. */
  private static final class BlockingBody extends InputStream {
    final CountDownLatch entered = new CountDownLatch(1);
    final CompletableFuture<IOException> killed = new CompletableFuture<>();

    @Override
    public int read() throws IOException {
      entered.countDown();
      throw new SocketException("killed: " + killed.join().getMessage());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
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
    for (Map.Entry<Integer, Boolean> size : Map.of(60_000, false, 70_000, true).entrySet()) {
      CompletableFuture<IOException> killed = new CompletableFuture<>();
      transport.script =
          (request, call) -> {
            call.onAbort(killed::complete);
            return Response.builder(200)
                .body(new ByteArrayInputStream(new byte[size.getKey()]))
                .build();
          };
      guard.send(get().build()).close();
      assertEquals(size.getValue(), killed.isDone(), size + " bytes were left");
    }
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
              awaitEntered(body);
              response.close();
            });
    assertThrows(ExchangeCancelledException.class, () -> response.body().read());
    closer.join();
  }

  private static void awaitEntered(BlockingBody body) {
    try {
      body.entered.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aCancelledScopeEndsTheReading() throws Exception {
    BlockingBody body = new BlockingBody();
    Scope scope = Scope.create();
    transport.script =
        (request, call) -> {
          call.onAbort(body.killed::complete);
          return Response.builder(200).body(body).build();
        };
    Response response = guard.send(get().scope(scope).build());
    CompletableFuture<Void> canceller =
        CompletableFuture.runAsync(
            () -> {
              awaitEntered(body);
              scope.cancel("enough");
            });
    ExchangeCancelledException e =
        assertThrows(ExchangeCancelledException.class, () -> response.body().read());
    assertTrue(e.getMessage().contains("enough"), e.getMessage());
    assertEquals(Phase.READING, e.phase());
    canceller.join();
  }

  @Test
  void aScopeCancelledBeforehandSendsNothing() {
    Scope scope = Scope.create();
    scope.cancel("too late");
    assertThrows(
        ExchangeCancelledException.class,
        () -> guard.send(get().body(RequestBody.text("x")).scope(scope).build()));
    assertEquals(List.of(), transport.events);
  }

  @Test
  void theTotalLimitCoversTheBody() throws Exception {
    BlockingBody body = new BlockingBody();
    transport.script =
        (request, call) -> {
          call.onAbort(body.killed::complete);
          return Response.builder(200).body(body).build();
        };
    Scope scope = Scope.within(Duration.ofMillis(50));
    Response response = guard.send(get().scope(scope).build());
    ExchangeTimeoutException e =
        assertThrows(ExchangeTimeoutException.class, () -> response.body().read());
    assertEquals(Limit.TOTAL, e.limit());
    assertEquals(Duration.ofMillis(50), e.value());
  }

  @Test
  void eachLimitEndsTheWaitThatItIsFor() {
    for (Limit limit :
        List.of(Limit.LEASE, Limit.CONNECT, Limit.RESPONSE_HEADERS, Limit.WRITE_STALL)) {
      CompletableFuture<IOException> killed = new CompletableFuture<>();
      transport.script =
          (request, call) -> {
            call.onAbort(killed::complete);
            return block(limit, call, killed);
          };
      Request request =
          get()
              .body(RequestBody.text("x"))
              .limits(Limits.defaults().with(limit, Duration.ofMillis(30)))
              .build();
      ExchangeTimeoutException e =
          assertThrows(ExchangeTimeoutException.class, () -> guard.send(request), limit.words());
      assertEquals(limit, e.limit());
      assertTrue(e.getMessage().contains("30 ms"), e.getMessage());
    }
  }

  private Response block(Limit limit, Call call, CompletableFuture<IOException> killed)
      throws IOException {
    switch (limit) {
      case LEASE -> call.phase(Phase.LEASING);
      case CONNECT -> {
        call.phase(Phase.CONNECTING);
        call.phase(Phase.HANDSHAKING);
      }
      case RESPONSE_HEADERS -> call.writeBody(transport.wire());
      default -> {
        call.writeBody(new StalledWire(killed));
      }
    }
    throw new IOException(killed.join());
  }

  @Test
  void aSilentProducerRunsIntoItsLimit() {
    Limits limits = Limits.defaults().producerIdle(Duration.ofMillis(50));
    CompletableFuture<IOException> killed = new CompletableFuture<>();
    transport.script =
        (request, call) -> {
          call.onAbort(killed::complete);
          call.writeBody(transport.wire());
          return Response.builder(200).build();
        };
    RequestBody silent =
        RequestBody.writer(
            out -> {
              out.write(1);
              killed.join();
              out.write(2);
            });
    ExchangeTimeoutException e =
        assertThrows(
            ExchangeTimeoutException.class,
            () -> guard.send(get().body(silent).limits(limits).build()));
    assertEquals(Limit.PRODUCER_IDLE, e.limit());
  }

  @Test
  void theSameFaultHasTheSameTypeWhateverTheBackendThrows() {
    check(new ConnectException("refused"), ConnectFailedException.class, Phase.CONNECTING, true);
    check(new UnknownHostException("nobody"), ConnectFailedException.class, Phase.CONNECTING, true);
    check(
        new SSLHandshakeException("untrusted"), TlsFailedException.class, Phase.HANDSHAKING, true);
    check(
        new ProtocolException("garbage"), ProtocolViolationException.class, Phase.AWAITING, false);
    check(new EOFException(), ConnectionLostException.class, Phase.AWAITING, false);
    check(
        new SocketTimeoutException("native"),
        ExchangeTimeoutException.class,
        Phase.AWAITING,
        false);
  }

  private void check(
      IOException thrown, Class<? extends ExchangeException> type, Phase phase, boolean safe) {
    transport.script =
        (request, call) -> {
          call.phase(Phase.AWAITING);
          throw thrown;
        };
    Request request = Request.builder("POST", URI.create("http://h/")).build();
    ExchangeException e = assertThrows(type, () -> guard.send(request));
    assertSame(thrown, e.getCause());
    assertEquals(phase, e.phase());
    assertEquals(safe, e.safeToRetry());
  }

  @Test
  void aPostThatBrokeInTlsAfterItWasSentIsNotSafeToSendAgain() {
    transport.script =
        (request, call) -> {
          call.writeBody(transport.wire());
          throw new SSLException("bad record MAC");
        };
    Request request =
        Request.builder("POST", URI.create("http://h/")).body(RequestBody.text("pay")).build();
    TlsFailedException e = assertThrows(TlsFailedException.class, () -> guard.send(request));
    assertFalse(e.safeToRetry());
    assertEquals(Phase.AWAITING, e.phase());
  }

  @Test
  void aTimeoutShowsWhereTheCallerWas() {
    CompletableFuture<IOException> killed = new CompletableFuture<>();
    transport.script =
        (request, call) -> {
          call.onAbort(killed::complete);
          call.phase(Phase.AWAITING);
          throw new IOException(killed.join());
        };
    Limits limits = Limits.defaults().responseHeaders(Duration.ofMillis(20));
    ExchangeTimeoutException e =
        assertThrows(
            ExchangeTimeoutException.class, () -> guard.send(get().limits(limits).build()));
    assertTrue(
        Arrays.stream(e.getStackTrace())
            .anyMatch(frame -> frame.getClassName().startsWith(getClass().getName())));
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
  void theTraceOfACancelIsTheCallersThoughOthersCancelTooBeforeHeSeesIt() {
    Scope scope = Scope.create();
    transport.script =
        (request, call) -> {
          scope.cancel("the first");
          guard.close();
          throw new IOException("aborted");
        };
    CompletableFuture<ExchangeCancelledException> seen = new CompletableFuture<>();
    class Caller implements Runnable {
      @Override
      public void run() {
        seen.complete(
            assertThrows(
                ExchangeCancelledException.class, () -> guard.send(get().scope(scope).build())));
      }
    }
    new Caller().run();
    ExchangeCancelledException first = seen.join();
    assertTrue(first.getMessage().contains("the first"), first.getMessage());
    assertEquals("told", first.getStackTrace()[1].getMethodName(), "set when it was told");
  }

  @Test
  void aTimeoutOfTheBackendNamesTheLimitOnceThatHasPassed() {
    transport.script =
        (request, call) -> {
          long begun = System.nanoTime();
          while (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(2)) {
            Thread.onSpinWait();
          }
          throw new SocketTimeoutException("the backend's");
        };
    Limits brief = Limits.defaults().connect(Duration.ofMillis(1));
    ExchangeTimeoutException own =
        assertThrows(ExchangeTimeoutException.class, () -> guard.send(get().limits(brief).build()));
    assertEquals(Limit.CONNECT, own.limit());
    assertEquals(Duration.ofMillis(1), own.value());
    ExchangeTimeoutException shorter =
        assertThrows(ExchangeTimeoutException.class, () -> guard.send(get().build()));
    assertTrue(shorter.value().compareTo(Duration.ofSeconds(10)) < 0, shorter.getMessage());
  }

  @Test
  void anIdempotentRequestIsSafeToSendAgainAfterItWasLost() {
    transport.script =
        (request, call) -> {
          call.phase(Phase.AWAITING);
          throw new SocketException("reset");
        };
    assertTrue(
        assertThrows(ConnectionLostException.class, () -> guard.send(get().build())).safeToRetry());
  }

  @Test
  void closingTheClientCancelsWhatIsOpenAndClosesTheTransportOnce() throws Exception {
    CompletableFuture<IOException> killed = new CompletableFuture<>();
    transport.script =
        (request, call) -> {
          call.onAbort(killed::complete);
          return Response.builder(200).body(new BlockingBody()).build();
        };
    Response response = guard.send(get().build());
    guard.close();
    guard.close();
    assertTrue(killed.join().getMessage().contains("closed"));
    assertThrows(IOException.class, () -> response.body().read());
    assertThrows(IllegalStateException.class, () -> guard.send(get().build()));
    assertEquals(List.of("close"), transport.events);
  }

  @Test
  void whatATransportCannotIsRefusedBeforeItIsAsked() {
    transport.capabilities = Set.of();
    UnsupportedCapabilityException e =
        assertThrows(
            UnsupportedCapabilityException.class,
            () -> guard.send(get().body(RequestBody.text("x")).build()));
    assertEquals(Capability.GET_WITH_BODY, e.capability());
    assertEquals(List.of(), transport.events);
  }

  @Test
  void aRequestWithoutAUserAgentGetsOneAndAGivenOneStays() throws Exception {
    StringBuilder agents = new StringBuilder();
    transport.script =
        (request, call) -> {
          agents.append(request.headers().all("User-Agent"));
          return Response.builder(200).build();
        };
    guard.send(get().build());
    guard.send(get().header("user-agent", "mine").build());
    assertEquals("[httpstream][mine]", agents.toString());
  }

  @Test
  void aReadOfNoBytesDoesNotAskTheTransport() throws Exception {
    transport.script = (request, call) -> Response.builder(200).body(new BlockingBody()).build();
    Response response = guard.send(get().build());
    assertEquals(0, response.body().read(new byte[0]));
    assertFalse(response.toString().isEmpty());
  }
}
