package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Gives a body to responses that have none. */
@Breaks(ids = "FRM-001", message = "to HEAD with \"\" must be 0, but was 5")
@Breaks(ids = "FRM-002", message = "of 204 to GET with \"\" must be 0, but was 5")
@Breaks(ids = "FRM-003", message = "of 304 to GET with \"\" must be 0, but was 5")
@AlsoBreaks("POOL-001")
final class InventBody extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    Response response = control.exchange(request, call);
    boolean bodiless =
        request.method().equals("HEAD") || response.status() == 204 || response.status() == 304;
    return bodiless
        ? response.toBuilder().body(new ByteArrayInputStream(new byte[5])).build()
        : response;
  }
}
