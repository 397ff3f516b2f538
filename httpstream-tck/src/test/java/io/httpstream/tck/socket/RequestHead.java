package io.httpstream.tck.socket;

import io.httpstream.message.Headers;
import io.httpstream.message.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Writes the head of a request (RFC 9112, section 3). */
final class RequestHead {
  private RequestHead() {}

  static byte[] of(Request request, String framing) {
    URI uri = request.uri();
    StringBuilder head = new StringBuilder(request.method()).append(' ').append(uri.getRawPath());
    if (uri.getRawQuery() != null) {
      head.append('?').append(uri.getRawQuery());
    }
    head.append(" HTTP/1.1\r\nHost: ").append(uri.getRawAuthority()).append("\r\n");
    for (Headers.Entry field : request.headers()) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return head.append(framing).append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
