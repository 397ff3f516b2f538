package io.httpstream.guard;

import io.httpstream.message.LeakedResponse;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds responses that nobody has closed and nobody can close any more, says where they were
 * opened, and takes their connections back. Without a thread of its own: the timer looks, and
 * whoever sends the next request.
 */
final class Leaks {
  private static final Logger LOG = LoggerFactory.getLogger("io.httpstream.leak");

  private final ReferenceQueue<GuardedBody> dropped = new ReferenceQueue<>();

  private final Consumer<LeakedResponse> listener;

  Leaks(Consumer<LeakedResponse> listener) {
    this.listener = listener;
  }

  /** Whether whole stacks are kept, at some cost for each call. */
  static boolean areTraced() {
    return LOG.isDebugEnabled();
  }

  /** Watches a response until its exchange is over. */
  void watch(GuardedBody body, int status, Exchange exchange) {
    exchange.watchedBy(new Watched(body, status, exchange, dropped));
  }

  /** Ends the exchanges of those that have been dropped. */
  void reclaim() {
    for (Reference<?> found = dropped.poll(); found != null; found = dropped.poll()) {
      ((Watched) found).reclaim(listener);
    }
  }

  /** Kept by its exchange, which must not lead to the body. */
  private static final class Watched extends PhantomReference<GuardedBody> {
    private final int status;
    private final Exchange exchange;

    Watched(GuardedBody body, int status, Exchange exchange, ReferenceQueue<GuardedBody> dropped) {
      super(body, dropped);
      this.status = status;
      this.exchange = exchange;
    }

    void reclaim(Consumer<LeakedResponse> listener) {
      if (!exchange.abandon()) {
        return;
      }
      String request = exchange.request().toString();
      Place place = exchange.place();
      LOG.warn(
          "A response was never closed: {} -> {}, opened at {}; its connection is dropped",
          request,
          status,
          place,
          place.stack().orElse(null));
      try {
        listener.accept(new LeakedResponse(request, status, place.toString()));
      } catch (RuntimeException | Error e) {
        // Must not end the timer, nor the request of whoever came by.
        LOG.warn("The listener for leaks failed", e);
      }
    }
  }
}
