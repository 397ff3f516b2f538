package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.util.Set;

/** Knows of a body only with methods that had one in the first book on HTTP. */
@Breaks(ids = "REQ-012", message = "Content-Length of DELETE with a body of 1 bytes must be [1]")
final class FewMethodsWithBody extends TransportSaboteur {
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    boolean known = WITH_BODY.contains(request.method());
    return control.exchange(
        known ? request : request.toBuilder().body(RequestBody.empty()).build(), call);
  }
}
