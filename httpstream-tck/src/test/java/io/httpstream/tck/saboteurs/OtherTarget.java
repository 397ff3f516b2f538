package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import java.net.URI;

/** A request that goes to another target than it should. */
final class OtherTarget {
  private OtherTarget() {}

  static Request of(Request request, String from, String to) {
    URI uri = URI.create(request.uri().toString().replace(from, to));
    Request.Builder other =
        Request.builder(request.method(), uri)
            .body(request.body())
            .limits(request.limits())
            .scope(request.scope());
    request.headers().forEach(field -> other.setHeader(field.name(), field.value()));
    return other.build();
  }
}
