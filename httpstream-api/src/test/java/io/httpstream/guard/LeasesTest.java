package io.httpstream.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.ExchangeCancelledException;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.message.Scope;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeasesTest {
  private final ScriptedTransport transport = ScriptedTransport.accepting();
  private final Guard guard = new Guard(transport, 2, leak -> {});

  @AfterEach
  void close() {
    guard.close();
  }

  private static Request.Builder get(String uri) {
    return Request.builder("GET", URI.create(uri));
  }

  private Response open(String uri) throws IOException {
    transport.script = (request, call) -> Response.builder(200).body("body").build();
    return guard.send(get(uri).build());
  }

  private FutureTask<Response> waiting(Request request, List<Thread> threads) {
    FutureTask<Response> task = new FutureTask<>(() -> guard.send(request));
    Thread thread = new Thread(task, "waiting");
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return task;
  }

  private FutureTask<Response> waiting(Request request) {
    return waiting(request, new ArrayList<>());
  }

  private static Throwable failure(FutureTask<Response> task) {
    return assertThrows(ExecutionException.class, task::get).getCause();
  }

  @Test
  void whoeverComesTooManyWaitsUntilABodyIsClosedOrAtItsEnd() throws Exception {
    Response closed = open("http://h/closed");
    try (Response read = open("http://H:80/read")) {
      FutureTask<Response> third = waiting(get("http://h/third").build());
      FutureTask<Response> fourth = waiting(get("http://h/fourth").build());
      closed.close();
      try (Response got = third.get()) {
        assertEquals("http://h/third", got.request().uri().toString(), "first come, first served");
        assertEquals("body", read.text());
        fourth.get().close();
      }
    }
  }

  @Test
  void otherOriginsDoNotWait() throws Exception {
    try (Response one = open("http://h/");
        Response two = open("http://h/");
        Response otherPort = open("http://h:81/");
        Response otherScheme = open("https://h/");
        Response otherHost = open("http://g/")) {
      for (Response each : List.of(one, two, otherPort, otherScheme, otherHost)) {
        assertEquals(200, each.status());
      }
    }
  }

  @Test
  void waitingInVainNamesTheHoldersAndMaySafelyBeRepeated() throws Exception {
    try (Response one = open("http://h/one?key=secret");
        Response two = open("http://h/two")) {
      Request late =
          get("http://h/late").limits(Limits.defaults().lease(Duration.ofMillis(20))).build();
      ExchangeTimeoutException e =
          assertThrows(ExchangeTimeoutException.class, () -> guard.send(late));
      assertEquals(Limit.LEASE, e.limit());
      assertEquals(Phase.LEASING, e.phase());
      assertTrue(e.safeToRetry());
      assertTrue(
          e.getMessage().contains("all 2 connections to http://h:80 are held: GET http://h/one"),
          e.getMessage());
      assertTrue(!e.getMessage().contains("secret"), e.getMessage());
      assertEquals(200, one.status() + two.status() - 200);
    }
    open("http://h/after").close();
  }

  @Test
  void whoeverIsCancelledOrInterruptedLeavesTheLine() throws Exception {
    Scope scope = Scope.create();
    Response two = open("http://h/two");
    try (Response one = open("http://h/one")) {
      FutureTask<Response> cancelled = waiting(get("http://h/cancelled").scope(scope).build());
      List<Thread> threads = new ArrayList<>();
      FutureTask<Response> interrupted = waiting(get("http://h/").build(), threads);
      FutureTask<Response> last = waiting(get("http://h/last").build());
      scope.cancel("test");
      threads.get(0).interrupt();
      assertInstanceOf(ExchangeCancelledException.class, failure(cancelled));
      assertInstanceOf(InterruptedIOException.class, failure(interrupted));
      two.close();
      last.get().close();
      assertEquals(200, one.status());
    }
  }

  @Test
  void aResponseThatIsCancelledGivesItsPlaceBackThoughNobodyClosesIt() throws Exception {
    Scope scope = Scope.create();
    transport.script = (request, call) -> Response.builder(200).body("body").build();
    for (int i = 0; i < 2; i++) {
      assertEquals(200, guard.send(get("http://h/").scope(scope).build()).status());
    }
    scope.cancel("test");
    open("http://h/next").close();
  }

  @Test
  void failuresGiveTheirPlaceBack() throws Exception {
    transport.script =
        (request, call) -> {
          throw new IOException("broken");
        };
    for (int i = 0; i < 5; i++) {
      assertThrows(IOException.class, () -> guard.send(get("http://h/").build()));
    }
    open("http://h/next").close();
  }

  @Test
  void closingFreesThoseWhoWait() throws Exception {
    try (Response one = open("http://h/one");
        Response two = open("http://h/two")) {
      FutureTask<Response> waiting = waiting(get("http://h/").build());
      guard.close();
      assertInstanceOf(ExchangeCancelledException.class, failure(waiting));
      assertEquals(one.status(), two.status());
    }
  }

  @Test
  void noMoreThanTheLimitAreEverInTheTransport() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<String> tooMany = new CompletableFuture<>();
    CountDownLatch two = new CountDownLatch(2);
    transport.script =
        (request, call) -> {
          two.countDown();
          if (request.uri().getPath().equals("/no")) {
            tooMany.complete("a third was let in");
          }
          try {
            over.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return Response.builder(204).build();
        };
    FutureTask<Response> a = waiting(get("http://h/").build());
    FutureTask<Response> b = waiting(get("http://h/").build());
    two.await();
    FutureTask<Response> c = waiting(get("http://h/no").build());
    assertEquals("none", tooMany.getNow("none"));
    over.countDown();
    a.get().close();
    b.get().close();
    c.get().close();
  }
}
