package io.httpstream;

import io.httpstream.message.Attribute;
import io.httpstream.message.Middleware;
import io.httpstream.message.Sender;
import java.util.List;

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
    return request ->
        request
            .attribute(REQUEST_LEVEL)
            .map(middleware -> middleware.around(core))
            .orElse(core)
            .send(request);
  }
}
