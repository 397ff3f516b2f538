package io.httpstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.ExchangeCancelledException;
import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.Scope;
import io.httpstream.message.Sender;
import io.httpstream.transport.Call;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncTest {
  private final CountDownLatch sending = new CountDownLatch(1);
  private final CompletableFuture<Throwable> ended = new CompletableFuture<>();

  /** Waits until the call is cancelled. */
  private final Sender blocked =
      request -> {
        sending.countDown();
        try {
          request.scope().sleep(Duration.ofDays(1), request);
          throw new AssertionError("nobody sleeps that long");
        } catch (IOException e) {
          ended.complete(e);
          throw e;
        }
      };

  private final HttpStreamClient http =
      HttpStreamClient.builder("http://h").over(request -> answer().build()).build();
  private final HttpStreamClient blocking =
      HttpStreamClient.builder("http://h").over(blocked).build();

  @AfterEach
  void close() {
    http.close();
    blocking.close();
  }

  private static Response.Builder answer() {
    return Response.builder(200).body("body");
  }

  @Test
  void aCallRunsOnAThreadOfItsOwn() throws Exception {
    String here = Thread.currentThread().getName();
    String there = http.get("/").sendAsync(response -> Thread.currentThread().getName()).get();
    assertNotEquals(here, there);
    assertTrue(there.startsWith("httpstream-call-"), there);
    assertEquals("body", http.get("/").sendAsync(Response::text).get());
    try (Response response = http.get("/").sendAsync().get()) {
      assertEquals("body", response.text());
    }
  }

  @Test
  void aFailureIsTheOneOfSend() throws Exception {
    IOException own = new IOException("mine");
    CompletableFuture<String> failed =
        http.get("/")
            .sendAsync(
                response -> {
                  throw own;
                });
    assertSame(own, assertThrows(ExecutionException.class, failed::get).getCause());
  }

  @Test
  void cancellingAFutureOrAnyStageDerivedFromItEndsTheCall() throws Exception {
    List<Function<CompletableFuture<String>, CompletableFuture<?>>> derived =
        List.of(
            future -> future,
            future -> future.thenApply(String::length),
            future -> future.thenCompose(CompletableFuture::completedFuture).thenRun(() -> {}),
            future -> future.handle((text, failure) -> text),
            future -> future.copy());
    for (var derive : derived) {
      AsyncTest each = new AsyncTest();
      CompletableFuture<String> future = each.blocking.get("/").sendAsync(Response::text);
      CompletableFuture<?> stage = derive.apply(future);
      each.sending.await();
      assertTrue(stage.cancel(false));
      assertInstanceOf(ExchangeCancelledException.class, each.ended.get());
      assertThrows(CancellationException.class, stage::get);
      each.close();
    }
  }

  @Test
  void everyWayToCompleteAFutureByHandEndsTheCall() throws Exception {
    List<Consumer<CompletableFuture<String>>> ways =
        List.of(
            future -> future.complete("mine"),
            future -> future.completeExceptionally(new IOException("mine")),
            future -> future.completeAsync(() -> "mine"),
            future ->
                future.completeAsync(
                    () -> {
                      throw new IllegalStateException("mine");
                    },
                    Runnable::run),
            future -> future.completeOnTimeout("mine", 1, TimeUnit.MILLISECONDS),
            future -> future.thenApply(text -> text).orTimeout(1, TimeUnit.MILLISECONDS),
            future ->
                future.thenApply(text -> text).completeOnTimeout("mine", 1, TimeUnit.MILLISECONDS),
            future -> future.obtrudeValue("mine"),
            future -> future.obtrudeException(new IOException("mine")));
    for (Consumer<CompletableFuture<String>> complete : ways) {
      AsyncTest each = new AsyncTest();
      CompletableFuture<String> future = each.blocking.get("/").sendAsync(Response::text);
      each.sending.await();
      complete.accept(future);
      assertInstanceOf(ExchangeCancelledException.class, each.ended.get());
      each.close();
    }
  }

  @Test
  void aCallThatWasComposedEndsWithTheStageItWasBegunFor() throws Exception {
    List<BiFunction<HttpStreamClient, CompletableFuture<String>, CompletableFuture<?>>> composed =
        List.of(
            (other, first) -> first.thenCompose(text -> other.get("/").sendAsync(Response::text)),
            (other, first) ->
                first.thenComposeAsync(text -> other.get("/").sendAsync(Response::text)),
            (other, first) ->
                first
                    .thenCompose(
                        text -> CompletableFuture.<String>failedFuture(new IOException("mine")))
                    .exceptionallyCompose(e -> other.get("/").sendAsync(Response::text)));
    for (var compose : composed) {
      AsyncTest each = new AsyncTest();
      CompletableFuture<String> first = each.http.get("/").sendAsync(Response::text);
      CompletableFuture<?> stage = compose.apply(each.blocking, first);
      each.sending.await();
      assertTrue(stage.cancel(false));
      assertInstanceOf(ExchangeCancelledException.class, each.ended.get());
      each.close();
    }
  }

  @Test
  void aCallThatWasComposedDoesNotEndWithOtherStages() throws Exception {
    CompletableFuture<String> first = http.get("/").sendAsync(Response::text);
    CompletableFuture<String> composed =
        first.thenCompose(text -> blocking.get("/").sendAsync(Response::text));
    sending.await();
    assertTrue(first.thenCompose(text -> new CompletableFuture<>()).cancel(true));
    assertFalse(ended.isDone());
    assertFalse(composed.isDone());
    assertTrue(composed.thenApply(String::length).cancel(true));
    assertInstanceOf(ExchangeCancelledException.class, ended.get());
  }

  @Test
  void whatIsDerivedFromAMinimalStageDoesNotEndTheCall() throws Exception {
    CompletableFuture<String> future = blocking.get("/").sendAsync(Response::text);
    sending.await();
    assertTrue(future.minimalCompletionStage().toCompletableFuture().cancel(true));
    assertFalse(future.isDone());
    assertFalse(ended.isDone());
  }

  @Test
  void aTimeoutOfTheFutureEndsTheCallToo() throws Exception {
    CompletableFuture<Response> future = blocking.get("/").sendAsync();
    sending.await();
    CompletableFuture<Response> unused = future.orTimeout(1, TimeUnit.MILLISECONDS);
    assertInstanceOf(
        TimeoutException.class, assertThrows(ExecutionException.class, future::get).getCause());
    assertInstanceOf(ExchangeCancelledException.class, ended.get());
  }

  @Test
  void aResponseThatComesAfterTheCancelIsClosed() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    CompletableFuture<String> closed = new CompletableFuture<>();
    ByteArrayInputStream body =
        new ByteArrayInputStream(new byte[1]) {
          @Override
          public void close() {
            closed.complete("closed");
          }
        };
    Sender late =
        request -> {
          sending.countDown();
          try {
            cancelled.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          return Response.builder(200).body(body).onAbort(() -> closed.complete("aborted")).build();
        };
    try (HttpStreamClient client = HttpStreamClient.builder("http://h").over(late).build()) {
      CompletableFuture<Response> future = client.get("/").sendAsync();
      sending.await();
      future.cancel(true);
      cancelled.countDown();
      assertEquals("aborted", closed.get());
    }
  }

  @Test
  void aClosedClientRefusesAtOnceAndClosesTheBody() {
    AtomicInteger closed = new AtomicInteger();
    ByteArrayInputStream source =
        new ByteArrayInputStream(new byte[1]) {
          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };
    http.close();
    assertThrows(
        IllegalStateException.class,
        () -> http.post("/").body(RequestBody.stream(source)).sendAsync());
    assertEquals(1, closed.get());
  }

  /** A client may be closed between the beginning of a call and that of its thread. */
  @Test
  void threadsThatAreClosedRefuseAsTheClientDoes() {
    CallThreads threads = new CallThreads();
    threads.close();
    assertThrows(IllegalStateException.class, () -> threads.execute(() -> {}));
  }

  @Test
  void closingEndsTheCallsThatAreUnderWayPausesOfMiddlewareIncluded() throws Exception {
    CompletableFuture<Response> future = blocking.get("/").sendAsync();
    sending.await();
    blocking.close();
    Throwable failure = assertThrows(ExecutionException.class, future::get).getCause();
    assertInstanceOf(ExchangeCancelledException.class, failure);
    assertTrue(failure.getMessage().contains("the client was closed"), failure.getMessage());
  }

  @Test
  void anActionThatFailsWhenItsCallIsCancelledKeepsNothingOpen() throws Exception {
    CountDownLatch transportClosed = new CountDownLatch(1);
    CountDownLatch pausing = new CountDownLatch(2);
    Transport transport =
        new Transport() {
          @Override
          public Response exchange(Request request, Call call) {
            throw new AssertionError("nothing is sent");
          }

          @Override
          public Set<Capability> capabilities() {
            return Set.of();
          }

          @Override
          public void close() {
            transportClosed.countDown();
          }
        };
    HttpStreamClient client =
        HttpStreamClient.builder("http://h")
            .transport(transport)
            .use(
                next ->
                    request -> {
                      Scope scope = request.scope();
                      scope.onCancel(
                          () -> {
                            throw new IllegalStateException("broken");
                          });
                      pausing.countDown();
                      scope.sleep(Duration.ofDays(1), request);
                      return next.send(request);
                    })
            .build();
    List<CompletableFuture<Response>> both =
        List.of(client.get("/").sendAsync(), client.get("/").sendAsync());
    pausing.await();
    assertThrows(IllegalStateException.class, client::close);
    assertEquals(0, transportClosed.getCount(), "the transport is closed");
    for (CompletableFuture<Response> each : both) {
      assertInstanceOf(
          ExchangeCancelledException.class,
          assertThrows(ExecutionException.class, each::get).getCause());
    }
  }

  @Test
  void aGraceLetsACallComeToItsEndButBeginsNoOther() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    Sender slow =
        request -> {
          sending.countDown();
          try {
            refused.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          return answer().build();
        };
    HttpStreamClient client = HttpStreamClient.builder("http://h").over(slow).build();
    CompletableFuture<String> future = client.get("/").sendAsync(Response::text);
    sending.await();
    CompletableFuture<Void> closing =
        CompletableFuture.runAsync(
            () -> client.close(Duration.ofDays(1)), task -> new Thread(task).start());
    while (true) {
      try {
        client.get("/").sendAsync().cancel(true);
        // Each has a thread until the end.
        Thread.sleep(1);
      } catch (IllegalStateException e) {
        break;
      }
    }
    refused.countDown();
    assertEquals("body", future.get());
    closing.get();
  }

  @Test
  void whenTheGraceIsOverTheRestIsCancelled() throws Exception {
    CompletableFuture<Response> future = blocking.get("/").sendAsync();
    sending.await();
    blocking.close(Duration.ofMillis(1));
    assertInstanceOf(
        ExchangeCancelledException.class,
        assertThrows(ExecutionException.class, future::get).getCause());
  }
}
