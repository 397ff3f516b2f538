package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;

/** Knows the names of headers in one spelling only. */
@Breaks(
    ids = "HDR-004",
    message =
        "the response header X-mIxEd when asked for as X-Mixed must be value, but was (not found)")
final class CaseSensitiveHeaders extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    return control.exchange(request, call).toBuilder().removeHeader("X-mIxEd").build();
  }
}
