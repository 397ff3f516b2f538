package io.httpstream.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.ExchangeCancelledException;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.Scope;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends an exchange: a cancel, a limit, the closing of the client. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GuardEndingTest {
  private final ScriptedTransport transport = ScriptedTransport.accepting();
  private final Guard guard = new Guard(transport, 64, leak -> {});

  @AfterEach
  void close() {
    guard.close();
  }

  private static Request.Builder get() {
    return Request.builder("GET", URI.create("http://h/"));
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
              body.awaitEntered();
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
    Scope scope = Scope.within(Duration.ofSeconds(1));
    Response response = guard.send(get().scope(scope).build());
    ExchangeTimeoutException e =
        assertThrows(ExchangeTimeoutException.class, () -> response.body().read());
    assertEquals(Limit.TOTAL, e.limit());
    assertEquals(Duration.ofSeconds(1), e.value());
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
}
