package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Decodes what nobody asked it to decode. */
@Breaks(ids = "HDR-010", message = "coded content must arrive as it was sent, but was decoded")
final class UnpackGzip extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    Response response = control.exchange(request, call);
    return response.header("Content-Encoding").isEmpty()
        ? response
        : response.toBuilder().body(new GZIPInputStream(response.body())).build();
  }
}
