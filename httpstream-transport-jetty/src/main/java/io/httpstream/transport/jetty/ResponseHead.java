package io.httpstream.transport.jetty;

import io.httpstream.message.Response;
import java.net.ProtocolException;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** What Jetty tells of a response before its body. */
record ResponseHead(int status, HttpFields headers) {
  private static final int STATUS_LINE = "HTTP/1.1 100\r\n\r\n".length();
  private static final int SEPARATORS = ": \r\n".length();

  static ResponseHead of(org.eclipse.jetty.client.Response response) {
    return new ResponseHead(response.getStatus(), response.getHeaders());
  }

  boolean isInterim() {
    return status < 200 && status != 101;
  }

  /** About as many bytes as it had. */
  int size() {
    int size = STATUS_LINE;
    for (HttpField field : headers) {
      String value = field.getValue();
      size += field.getName().length() + (value == null ? 0 : value.length()) + SEPARATORS;
    }
    return size;
  }

  /** Whether the body's end is that of the connection (RFC 9112, section 6.3). */
  boolean endsWithConnection(String method) {
    return !headers.contains("Content-Length")
        && !headers.contains("Transfer-Encoding")
        && status != 204
        && status != 304
        && !method.equals("HEAD");
  }

  /** Whether the body's end is a chunk of its own. */
  boolean isChunked(String method) {
    return headers.contains("Transfer-Encoding")
        && status != 204
        && status != 304
        && !method.equals("HEAD");
  }

  /** A response that has no body yet. */
  Response.Builder builder() throws ProtocolException {
    if (status < 200) {
      throw new ProtocolException("the server switches protocols, which it was not asked to");
    }
    if (headers.contains("Transfer-Encoding") && headers.contains("Content-Length")) {
      // Such a message may be an attack; a client that was supplied may be set to let it pass.
      throw new ProtocolException("the response has both Transfer-Encoding and Content-Length");
    }
    List<String> codings = headers.getValuesList("Transfer-Encoding");
    if (!codings.isEmpty() && !codings.equals(List.of("chunked"))) {
      // Jetty takes any for chunked whose last one is.
      throw new ProtocolException("the transfer coding " + codings + " is not supported");
    }
    try {
      Response.Builder result = Response.builder(status);
      for (HttpField field : headers) {
        result.header(field.getName(), field.getValue() == null ? "" : field.getValue());
      }
      return result;
    } catch (IllegalArgumentException e) {
      ProtocolException invalid =
          new ProtocolException("the response is not valid: " + e.getMessage());
      invalid.initCause(e);
      throw invalid;
    }
  }
}
