package io.httpstream.tck.socket;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.List;

/** How a response's body is delimited (RFC 9112, section 6.3). */
final class ResponseBodies {
  private ResponseBodies() {}

  static InputStream of(String method, ResponseHead head, InputStream in) throws IOException {
    if (head.hasNoBody(method)) {
      return InputStream.nullInputStream();
    }
    if (head.isChunked()) {
      if (!head.headers().all("Transfer-Encoding").equals(List.of("chunked"))) {
        throw new ProtocolException("the response has a transfer coding that was not asked for");
      }
      if (head.length() >= 0) {
        throw new ProtocolException("the response has a Content-Length and is chunked");
      }
      return new ChunkedBody(in);
    }
    return head.length() < 0 ? in : new FixedBody(in, head.length());
  }
}
