package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.util.Optional;

/** Goes where it is sent. */
@Breaks(ids = "HDR-010", message = "but was GET /elsewhere")
final class FollowRedirects extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    Response response = control.exchange(request, call);
    Optional<String> location = response.header("Location");
    if (location.isEmpty()) {
      return response;
    }
    response.close();
    return control.exchange(
        Request.builder("GET", request.uri().resolve(location.get())).build(), call);
  }
}
