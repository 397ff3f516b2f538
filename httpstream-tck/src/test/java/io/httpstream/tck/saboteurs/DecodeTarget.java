package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;

/** Decodes what would not have had to be encoded. */
@Breaks(ids = "URI-001", message = "the target on the wire must be /%41%7e%2D, but was /A%7e%2D")
@AlsoBreaks("HDR-003")
final class DecodeTarget extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    return control.exchange(OtherTarget.of(request, "%41", "A"), call);
  }
}
