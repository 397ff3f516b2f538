package io.httpstream.tck;

import io.httpstream.message.ExchangeCancelledException;
import io.httpstream.message.RequestBody;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.timing.Signal;
import io.httpstream.tck.timing.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.opentest4j.TestAbortedException;

/** CLS: the end of a client and its transport. */
abstract class CloseRules extends RuleGroup {
  private static final int THREADS = 8;

  @Requirement(id = "CLS-001", layer = Layer.TRANSPORT)
  void closingTwiceIsHarmless(Rig rig) throws Exception {
    RawServer server = rig.serve(Script.answering(Reply.OK));
    sendAndExpectOk(rig, Draft.get(server.uri("/before")));
    close("the first time", rig.door());
    close("the second time", rig.door());
    closeAtOnce(rig.closing(rig.newDoor()));
    Door used = rig.closing(rig.newDoor());
    used.send(Draft.get(server.uri("/at-once"))).close();
    closeAtOnce(used);
  }

  private static void closeAtOnce(Door door) {
    CountDownLatch start = new CountDownLatch(THREADS);
    Queue<AssertionError> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Runnable closing =
          () -> {
            start.countDown();
            try {
              start.await();
              close("on several threads at once", door);
            } catch (AssertionError e) {
              failures.add(e);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          };
      Thread thread = new Thread(closing, "tck-closing-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    Timing.eventually(
        "closing on several threads at once comes to its end",
        () -> threads.stream().noneMatch(Thread::isAlive));
    if (!failures.isEmpty()) {
      throw failures.element();
    }
  }

  private static void close(String when, Door door) {
    try {
      door.close();
    } catch (RuntimeException e) {
      throw new AssertionError("closing must not throw, but closing " + when + " threw " + e, e);
    }
  }

  @Requirement(id = "CLS-002", layer = Layer.GUARD)
  void whatIsUnderWayFailsTyped(Rig rig) throws Exception {
    Signal all = rig.signal("the server has all requests that are under way");
    AtomicInteger came = new AtomicInteger();
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  if (head.target().equals("/body")) {
                    connection.send(Reply.ofLength(100) + "a");
                  }
                  if (came.incrementAndGet() == 3) {
                    all.raise();
                  }
                  rig.over().await();
                }));
    Map<String, FutureTask<?>> underWay =
        Map.of(
            "waiting for a response",
            aside(() -> rig.send(Draft.get(server.uri("/headers")))),
            "reading a body",
            aside(() -> rig.send(Draft.get(server.uri("/body"))).body().readAllBytes()),
            "writing a body",
            aside(() -> rig.send(Draft.post(server.uri("/upload"), endless()))));
    all.await();
    FutureTask<?> closing = aside(() -> closed(rig.door()));
    Timing.eventually("closing a client comes to its end", closing::isDone);
    for (Map.Entry<String, FutureTask<?>> each : underWay.entrySet()) {
      String what = each.getKey() + " when the client is closed";
      Timing.eventually(what + " comes to its end", each.getValue()::isDone);
      Throwable failure = failureOf(what, each.getValue()::get);
      expectType(what, ExchangeCancelledException.class, causeOf(failure));
    }
  }

  private static boolean closed(Door door) {
    door.close();
    return true;
  }

  private static Throwable causeOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof ExecutionException && cause != null ? cause : failure;
  }

  private static RequestBody endless() {
    return RequestBody.writer(
        out -> {
          byte[] block = Payload.bytes(16 * 1024);
          while (true) {
            out.write(block);
          }
        });
  }

  @Requirement(id = "CLS-003", layer = Layer.GUARD)
  void useAfterCloseIsRefused(Rig rig) throws Exception {
    RawServer server = rig.serve(Script.answering(Reply.OK));
    sendAndExpectOk(rig, Draft.get(server.uri("/before")));
    rig.door().close();
    String what = "a request that is sent after the client was closed";
    Throwable failure = failureOf(what, () -> rig.send(Draft.get(server.uri("/after"))));
    expectType(what, IllegalStateException.class, failure);
    if (server.log().events().contains("GET /after")) {
      throw new AssertionError(what + " must not be sent, but the server saw it");
    }
  }

  @Requirement(id = "CLS-004", layer = Layer.TRANSPORT)
  void whatWasSuppliedStaysOpen(Rig rig) throws Exception {
    List<Supplied> all = rig.tck().supplied();
    if (all.isEmpty()) {
      throw new TestAbortedException("the transport is not said to take anything of its caller's");
    }
    RawServer server = rig.serve(Script.answering(Reply.OK));
    for (Supplied supplied : all) {
      rig.closing(supplied.closing());
      Door door = rig.closing(rig.doorOver(supplied.transport()));
      door.send(Draft.get(server.uri("/transport"))).close();
      door.close();
      try {
        supplied.use().with(server.uri("/caller"));
      } catch (Exception e) {
        throw new AssertionError(
            "the caller's "
                + supplied.what()
                + " must stay of use when the transport is closed, but"
                + " failed with "
                + e,
            e);
      }
    }
  }
}
