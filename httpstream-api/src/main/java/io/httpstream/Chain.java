package io.httpstream;

import io.httpstream.message.Attribute;
import io.httpstream.message.Middleware;
import io.httpstream.message.Request;
import io.httpstream.message.Sender;
import java.util.List;
import java.util.Optional;

/** Puts middleware around a sender: what was added first sees the request first. */
final class Chain {
  /** The middleware of one request, found where the client's own has passed the request on. */
  static final Attribute<Middleware> REQUEST_LEVEL = Attribute.of("middleware", Middleware.class);

  private Chain() {}

  static Middleware of(List<Middleware> middleware) {
    List<Middleware> all = List.copyOf(middleware);
    return sender -> {
      Sender wrapped = sender;
      for (int i = all.size() - 1; i >= 0; i--) {
        wrapped = all.get(i).around(wrapped);
      }
      return wrapped;
    };
  }

  /** Runs the request's own middleware, if it has any, before the core. */
  static Sender withRequestLevel(Sender core) {
    return request -> {
      Optional<Middleware> own = request.attribute(REQUEST_LEVEL);
      if (own.isEmpty()) {
        return core.send(request);
      }
      // Taken off, else a client that is the core of this one would run it a second time.
      Request bare = request.toBuilder().removeAttribute(REQUEST_LEVEL).build();
      return own.get().around(core).send(bare);
    };
  }
}
