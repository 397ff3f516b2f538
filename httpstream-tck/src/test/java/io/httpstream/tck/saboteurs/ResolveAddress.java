package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.net.UnknownHostException;

/** Takes an address in brackets for the name of a host. */
@Breaks(ids = "URI-002", message = "UnknownHostException: [::1]")
final class ResolveAddress extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    String host = request.uri().getHost();
    if (host.startsWith("[")) {
      throw new UnknownHostException(host);
    }
    return control.exchange(request, call);
  }
}
