package io.httpstream.tck;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.ExchangeCancelledException;
import io.httpstream.message.Limit;
import io.httpstream.message.Phase;
import io.httpstream.message.Response;
import io.httpstream.message.Scope;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.timing.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** TMO-003, POOL-002 and POOL-003: how many exchanges run with one origin, and who waits. */
abstract class LeaseRules extends RuleGroup {
  private static final Duration SHORT = Duration.ofMillis(120);
  private static final int CALLERS = 8;
  private static final int PLACES = 2;

  @Requirement(id = "TMO-003", layer = Layer.GUARD)
  void waitingForAPlaceIsLimited(Rig rig) throws Exception {
    RawServer server = rig.serve(Script.answering(Reply.OK));
    HttpStreamClient client = rig.newClient(builder -> builder.connectionsPerOrigin(1));
    Duration limit = Timing.scaled(SHORT);
    try (Response holder = client.get(server.uri("/holder")).send()) {
      Throwable failure =
          Expiry.of(Limit.LEASE, limit, Phase.LEASING)
              .expect(
                  "waiting for a place",
                  () -> client.get(server.uri("/late")).limits(all -> all.lease(limit)).send());
      if (!String.valueOf(failure.getMessage()).contains("GET " + server.uri("/holder"))) {
        throw new AssertionError(
            "who waits in vain must be told who holds the place, but was told: "
                + failure.getMessage());
      }
      expectEqual("the status", 200, holder.status());
    }
    client.get(server.uri("/after")).send().close();
    expectEqual(
        "whether the server saw the request that got no place",
        false,
        server.log().events().contains("GET /late"));
  }

  @Requirement(id = "POOL-002", layer = Layer.GUARD)
  void noMoreThanTheLimitRunAtOnce(Rig rig) throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  connection.receive(head);
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                  // Before the answer: with it a place is free.
                  running.decrementAndGet();
                  connection.send(Reply.OK);
                }));
    HttpStreamClient client = rig.newClient(builder -> builder.connectionsPerOrigin(PLACES));
    List<FutureTask<String>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(
          aside(
              () -> {
                String last = "";
                for (int j = 0; j < 4; j++) {
                  last = client.get(server.uri("/")).send(Response::text);
                }
                return last;
              }));
    }
    for (FutureTask<String> caller : callers) {
      expectEqual("the last body of each caller", "ok", result(caller));
    }
    if (most.get() > PLACES) {
      throw new AssertionError(
          "no more than " + PLACES + " exchanges may run at once, but " + most + " did");
    }
    if (server.accepted() > PLACES + callers.size() * 4 / 2) {
      throw new AssertionError(
          "places are for connections that are used again, but there were " + server.accepted());
    }
  }

  @Requirement(id = "POOL-003", layer = Layer.GUARD)
  void aWaiterWhoIsCancelledFreesItsPlaceInLine(Rig rig) throws Exception {
    RawServer server = rig.serve(Script.answering(Reply.OK));
    HttpStreamClient client = rig.newClient(builder -> builder.connectionsPerOrigin(1));
    Scope scope = Scope.create();
    Response holder = client.get(server.uri("/holder")).send();
    FutureTask<String> cancelled =
        aside(() -> client.get(server.uri("/cancelled")).scope(scope).send(Response::text));
    FutureTask<String> next = aside(() -> client.get(server.uri("/next")).send(Response::text));
    scope.cancel("by the case");
    String what = "a waiter who was cancelled";
    expectType(what, ExchangeCancelledException.class, failureOf(what, () -> result(cancelled)));
    holder.close();
    expectEqual("the body of the next in line", "ok", result(next));
    expectEqual(
        "whether the server saw the request that was cancelled",
        false,
        server.log().events().contains("GET /cancelled"));
  }

  private interface Call {
    String run() throws IOException;
  }

  private static FutureTask<String> aside(Call call) {
    FutureTask<String> task = new FutureTask<>(call::run);
    CancelRules.platformThread(task);
    return task;
  }

  private static String result(FutureTask<String> task) throws Exception {
    try {
      return task.get(Timing.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : e;
    }
  }
}
