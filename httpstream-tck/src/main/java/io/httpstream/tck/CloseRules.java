package io.httpstream.tck;

import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.timing.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

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
}
