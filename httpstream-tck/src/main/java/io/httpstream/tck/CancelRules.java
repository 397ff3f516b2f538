package io.httpstream.tck;

import io.httpstream.message.ExchangeCancelledException;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Cancellation;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.ServerConnection;
import io.httpstream.tck.timing.Signal;
import io.httpstream.tck.timing.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** CAN: cancelling frees whoever is blocked, and drops the connection. */
abstract class CancelRules extends RuleGroup {
  private static final Duration SOON = Duration.ofSeconds(4);

  /**
   * Those that were made for exchanges which were cancelled meanwhile, and are of use to others.
   */
  private static final int FEW_IDLE = 8;

  @Requirement(id = "CAN-001", layer = Layer.TRANSPORT)
  void freesWhoeverConnects(Rig rig) throws Exception {
    expectFreed(rig, Plight.CONNECTING);
    expectFreed(rig, Plight.HANDSHAKING);
  }

  @Requirement(id = "CAN-002", layer = Layer.TRANSPORT)
  void freesWhoeverUploads(Rig rig) throws Exception {
    expectFreed(rig, Plight.UPLOADING);
  }

  @Requirement(id = "CAN-003", layer = Layer.TRANSPORT)
  void freesWhoeverWaitsForTheResponse(Rig rig) throws Exception {
    expectFreed(rig, Plight.AWAITING);
  }

  @Requirement(id = "CAN-004", layer = Layer.TRANSPORT)
  void freesWhoeverReads(Rig rig) throws Exception {
    expectFreed(rig, Plight.READING);
  }

  private void expectFreed(Rig rig, Plight plight) throws Exception {
    Cancellation cancellation = new Cancellation();
    Plight.Caller caller =
        new Plight.Caller(
            rig::send, draft -> draft.cancelledBy(cancellation), CancelRules::platformThread);
    Blocked blocked = plight.begin(rig, caller);
    cancellation.cancel();
    Throwable failure = blocked.expectFreed("cancelling").failure();
    String what = "what was cancelled " + plight.words();
    expectType(what, rig.isBare() ? IOException.class : ExchangeCancelledException.class, failure);
    expectServes(rig);
  }

  static Thread platformThread(Runnable task) {
    Thread thread = new Thread(task, "tck-caller");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void expectServes(Rig rig) throws IOException {
    sendAndExpectOk(rig, Draft.get(rig.serve(Script.answering(Reply.OK)).uri("/after")));
  }

  @Requirement(id = "CAN-006", layer = Layer.TRANSPORT)
  void closingAnEndlessBodyReturns(Rig rig) throws Exception {
    Script endless =
        Script.each(
            (connection, head) -> {
              connection.receive(head);
              connection.send(Reply.ofLength(1L << 40));
              pump(connection, head.target().equals("/stalled") ? 1 : Long.MAX_VALUE);
            });
    for (String target : new String[] {"/stalled", "/endless"}) {
      RawServer server = rig.serve(endless);
      Response response = rig.send(Draft.get(server.uri(target)));
      response.body().readNBytes(100);
      FutureTask<Void> closing = new FutureTask<>(response::close, null);
      platformThread(closing);
      try {
        closing.get(Timing.scaled(SOON).toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        throw new AssertionError(
            "closing a body that does not end must return within a second, but did not", e);
      }
      Timing.eventually(
          "the server sees the connection's end after its body was closed",
          () -> server.open() == 0);
    }
  }

  private static void pump(ServerConnection connection, long blocks) {
    byte[] block = new byte[16 * 1024];
    try {
      for (long i = 0; i < blocks; i++) {
        connection.send(block);
      }
    } catch (IOException e) {
      // The client has closed the connection, as it must.
    }
    connection.drain();
  }

  @Requirement(id = "CAN-007", layer = Layer.TRANSPORT, seconds = 300)
  void racesWithTheEndHaveOneOutcome(Rig rig) throws Exception {
    RawServer server = rig.serve(CancelRules::answerWhoeverStays);
    new CancelRace(rig, server).run();
    expectServes(rig);
    Supplier<?> state = () -> server.open() + " of " + server.accepted() + " are open";
    AfterCollection.eventually(
        "no more than a few idle connections are left", () -> server.open() <= FEW_IDLE, state);
    rig.door().close();
    AfterCollection.eventually(
        "the server sees all connections of a closed client closed",
        () -> server.open() == 0,
        state);
  }

  /** A cancel may come between any two bytes. */
  private static void answerWhoeverStays(ServerConnection connection) {
    try {
      Script.answering(Reply.OK).run(connection);
    } catch (Exception e) {
      // The client has gone.
    }
  }

  @Requirement(id = "CAN-008", layer = Layer.TRANSPORT)
  void cancellingTwiceOrTooLateHarmsNobody(Rig rig) throws Exception {
    Signal second = rig.signal("the server has the second request");
    Signal cancelledLate = rig.signal("the first exchange was cancelled after its end");
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  connection.receive(head);
                  if (head.target().equals("/second")) {
                    second.raise();
                    cancelledLate.await();
                  }
                  connection.send(Reply.OK);
                }));
    Cancellation first = new Cancellation();
    sendAndExpectOk(rig, Draft.get(server.uri("/first")).cancelledBy(first));
    FutureTask<Response> sending = sendAside(rig::send, Draft.get(server.uri("/second")));
    second.await();
    first.cancel();
    first.cancel();
    cancelledLate.raise();
    try (Response response = result(sending)) {
      expectEqual(
          "the body of an exchange after whose predecessor's end that one was cancelled",
          "ok",
          new String(response.body().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new AssertionError(
          "cancelling an exchange after its end must not harm the next one on its connection, but"
              + " that failed with "
              + e,
          e);
    }
  }

  private static Response result(FutureTask<Response> sending) throws Exception {
    try {
      return sending.get(Timing.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : e;
    }
  }

  @Requirement(id = "CAN-009", layer = Layer.GUARD)
  void whatIsCancelledBeforeIsNotSent(Rig rig) throws Exception {
    RawServer server = rig.serve(Script.answering(Reply.OK));
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    String what = "a request that was cancelled before it was sent";
    Draft draft = Draft.get(server.uri("/cancelled")).cancelledBy(cancellation);
    expectType(what, ExchangeCancelledException.class, failureOf(what, () -> rig.send(draft)));
    expectEqual("the number of connections for " + what, 0, server.accepted());
  }
}
