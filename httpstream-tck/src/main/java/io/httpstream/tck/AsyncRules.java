package io.httpstream.tck;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.ExchangeCancelledException;
import io.httpstream.message.Response;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.timing.Signal;
import io.httpstream.tck.timing.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** CAN-010 and CLS-005: calls that nobody waits for, and a client that waits for its calls. */
abstract class AsyncRules extends RuleGroup {
  @Requirement(id = "CAN-010", layer = Layer.CLIENT)
  void cancellingAFutureOrAStageOfItEndsTheCall(Rig rig) throws Exception {
    List<UnaryOperator<CompletableFuture<String>>> stages =
        List.of(
            future -> future,
            future -> future.thenApply(String::strip),
            future -> future.exceptionally(failure -> "failed").thenApply(String::strip));
    HttpStreamClient client = rig.newClient(builder -> builder.connectionsPerOrigin(1));
    for (String target : new String[] {"/silent", "/begun"}) {
      for (UnaryOperator<CompletableFuture<String>> stage : stages) {
        expectEnded(rig, client, target, stage);
      }
    }
    RawServer server = rig.serve(Script.answering(Reply.OK));
    CompletableFuture<String> next = client.get(server.uri("/next")).sendAsync(Response::text);
    expectEqual(
        "the next call's body",
        "ok",
        next.get(Timing.patience().toMillis(), TimeUnit.MILLISECONDS));
  }

  private void expectEnded(
      Rig rig,
      HttpStreamClient client,
      String target,
      UnaryOperator<CompletableFuture<String>> stage)
      throws Exception {
    Signal received = rig.signal("the server has the request");
    RawServer server =
        rig.serve(
            connection -> {
              connection.receive(connection.readHead());
              if (target.equals("/begun")) {
                connection.send(Reply.ofLength(1000) + "begun");
              }
              received.raise();
              connection.drain();
            });
    CompletableFuture<String> future = client.get(server.uri(target)).sendAsync(Response::text);
    CompletableFuture<String> derived = stage.apply(future);
    received.await();
    expectEqual("whether a stage of a call that runs can be cancelled", true, derived.cancel(true));
    Timing.eventually(
        "the server sees the connection's end after a stage of the call's future was cancelled",
        () -> server.open() == 0);
    String what = "the future of a call whose stage was cancelled";
    Timing.eventually(what + " is completed", future::isDone);
    if (future != derived) {
      Throwable failure = failureOf(what, future::join);
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      expectType(what, ExchangeCancelledException.class, cause);
    }
  }

  @Requirement(id = "CLS-005", layer = Layer.CLIENT)
  void aGraceLetsWhatIsUnderWayComeToItsEnd(Rig rig) throws Exception {
    Signal received = rig.signal("the server has the request");
    Signal refused = rig.signal("the client refuses new requests");
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  connection.receive(head);
                  if (head.target().equals("/slow")) {
                    connection.send(Reply.ofLength(5));
                    received.raise();
                    refused.await();
                    connection.send("whole");
                  } else {
                    connection.send(Reply.OK);
                  }
                }));
    HttpStreamClient client = rig.newClient(builder -> builder);
    CompletableFuture<String> slow = client.get(server.uri("/slow")).sendAsync(Response::text);
    received.await();
    expectEqual("another body", "ok", client.get(server.uri("/other")).send(Response::text));
    Thread closing = CancelRules.platformThread(() -> client.close(Duration.ofMinutes(5)));
    Timing.eventually(
        "a client that waits for its calls refuses new ones", () -> isRefused(client, server));
    refused.raise();
    expectWhole(slow);
    Timing.eventually("closing returns when the last call is over", () -> !closing.isAlive());
  }

  private void expectWhole(CompletableFuture<String> slow) throws Exception {
    try {
      String body = slow.get(Timing.patience().toMillis(), TimeUnit.MILLISECONDS);
      expectEqual("the body of a call that had begun before", "whole", body);
    } catch (ExecutionException e) {
      throw new AssertionError(
          "a call that had begun before must come to its end, but failed with " + e.getCause(), e);
    }
  }

  private static boolean isRefused(HttpStreamClient client, RawServer server) {
    try {
      client.get(server.uri("/other")).send().close();
      return false;
    } catch (IllegalStateException e) {
      return true;
    } catch (IOException e) {
      throw new AssertionError("a request must be served or refused, but failed with " + e, e);
    }
  }
}
