package io.httpstream.tck;

import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** What the cases of all groups are written with. */
abstract class RuleGroup {
  /** Sends a request that must be answered 200, and reads the response to its end. */
  final void sendAndExpectOk(Rig rig, Draft draft) throws IOException {
    try (Response response = rig.send(draft)) {
      if (response.status() != 200) {
        throw new AssertionError(
            "the server answered 200, but the caller got " + response.status());
      }
      response.body().readAllBytes();
    }
  }

  /** A way to send. */
  interface Send {
    Response send(Draft draft) throws IOException;
  }

  /** Sends a request on a thread of its own. */
  final FutureTask<Response> sendAside(Send way, Draft draft) {
    return aside(() -> way.send(draft));
  }

  /** Does something on a thread of its own. */
  final <T> FutureTask<T> aside(Callable<T> action) {
    FutureTask<T> running = new FutureTask<>(action);
    Thread thread = new Thread(running, "tck-aside");
    thread.setDaemon(true);
    thread.start();
    return running;
  }

  /** Runs what must fail, and returns how. */
  final Throwable failureOf(String what, Callable<?> action) {
    Object result;
    try {
      result = action.call();
    } catch (Throwable e) {
      return e;
    }
    if (result instanceof Response response) {
      response.abort();
    }
    throw new AssertionError(what + " must fail, but the caller got " + result);
  }

  /** Fails unless a failure is of a type. */
  final void expectType(String what, Class<? extends Throwable> type, Throwable failure) {
    if (!type.isInstance(failure)) {
      throw new AssertionError(
          what + " must fail with " + type.getSimpleName() + ", but failed with " + failure,
          failure);
    }
  }

  /** Fails unless two values are equal. */
  final void expectEqual(String what, Object expected, Object seen) {
    if (!expected.equals(seen)) {
      throw new AssertionError(what + " must be " + expected + ", but was " + seen);
    }
  }
}
