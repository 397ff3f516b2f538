package io.httpstream;

import io.httpstream.guard.Place;
import io.httpstream.message.Limit;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.message.ResponseReader;
import io.httpstream.message.Scope;
import io.httpstream.message.Sender;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a client's requests through its middleware, on the caller's thread or on another, until no
 * more may begin. A call lasts from the first middleware to the response that the last one returns.
 */
final class Calls {
  private final Sender chain;
  private final OpenCalls open = new OpenCalls();
  private final CallThreads threads = new CallThreads();

  Calls(Sender chain) {
    this.chain = chain;
  }

  Response send(Request request) throws IOException {
    return send(request, begin(request));
  }

  /**
   * Sends on a thread of its own.
   *
   * @param unwanted gets a result that came after the future was cancelled
   */
  <T> CompletableFuture<T> sendAside(
      Request request, ResponseReader<T> reader, Consumer<T> unwanted) {
    Scope scope = begin(request);
    CallFuture<T> future = CallFuture.of(scope);
    Runnable call =
        () -> {
          try {
            T result = reader.read(send(request, scope));
            if (!future.deliver(result)) {
              unwanted.accept(result);
            }
          } catch (Throwable failure) {
            future.deliverFailure(failure);
          }
        };
    try {
      threads.execute(call);
    } catch (RuntimeException | Error rejected) {
      open.end(scope);
      closeAfter(rejected, request, null);
      throw rejected;
    }
    return future;
  }

  /** A call begins: its time too. */
  private Scope begin(Request request) {
    Objects.requireNonNull(request, "request");
    Scope scope = request.scope().child(request.limits().get(Limit.TOTAL));
    try {
      open.begin(scope);
    } catch (RuntimeException closed) {
      closeAfter(closed, request, null);
      throw closed;
    }
    return scope.attribute(Place.OF_CALL, Place.here());
  }

  private Response send(Request request, Scope scope) throws IOException {
    Response response = null;
    try {
      Request bound = request.toBuilder().scope(scope).build();
      response = Objects.requireNonNull(chain.send(bound), "a middleware's response");
      request.body().close();
      return response;
    } catch (Throwable failure) {
      closeAfter(failure, request, response);
      throw failure;
    } finally {
      open.end(scope);
    }
  }

  private static void closeAfter(Throwable failure, Request request, @Nullable Response response) {
    try {
      if (response != null) {
        response.abort();
      }
      request.body().close();
    } catch (IOException | RuntimeException e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
    }
  }

  /** From now on no call may begin. */
  void refuse() {
    open.refuse();
  }

  /** Waits until all calls are over; false if they are not in time. */
  boolean awaitEnd(long nanos) throws InterruptedException {
    return open.awaitEnd(nanos);
  }

  /**
   * Cancels all calls, and ends their threads with them.
   *
   * @throws RuntimeException the first that an action of a program's own threw; all is ended then
   *     as well
   */
  void end(String why) {
    open.refuse();
    try {
      open.cancel(why);
    } finally {
      threads.close();
    }
  }
}
