package io.httpstream.transport.okhttp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.Protocol;
import okhttp3.Response;

/** What a response's head says of its framing, and what OkHttp would make of it by itself. */
final class ResponseHead {
  private ResponseHead() {}

  /** Rejects what OkHttp takes for a length that the message does not have (RFC 9112, 6.3). */
  static void check(Response response) throws IOException {
    List<String> codings = response.headers("Transfer-Encoding");
    if (codings.size() > 1
        || (codings.size() == 1 && !codings.get(0).equalsIgnoreCase("chunked"))) {
      throw Failures.protocol("the transfer coding " + codings + " is not supported");
    }
    List<String> lengths = response.headers("Content-Length");
    for (String length : lengths) {
      if (!length.matches("[0-9]{1,18}") || !length.equals(lengths.get(0))) {
        throw Failures.protocol("the response's Content-Length is not valid: " + lengths);
      }
    }
  }

  /**
   * Whether the server will close the connection. OkHttp takes a connection of HTTP/1.0 for
   * persistent, and knows {@code close} only if nothing else stands beside it.
   */
  static boolean isLast(Response response) {
    boolean close = false;
    boolean keepAlive = false;
    for (String field : response.headers("Connection")) {
      for (String option : field.split(",", -1)) {
        close |= option.strip().equalsIgnoreCase("close");
        keepAlive |= option.strip().equalsIgnoreCase("keep-alive");
      }
    }
    return close || (response.protocol() == Protocol.HTTP_1_0 && !keepAlive);
  }

  /**
   * The bytes of a value as ISO-8859-1, as far as OkHttp has left them: on a socket that is not
   * ours it has decoded them as UTF-8, and replaced what was not valid.
   */
  static String value(String decoded) {
    for (int i = 0; i < decoded.length(); i++) {
      if (decoded.charAt(i) > 0x7e) {
        return new String(decoded.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      }
    }
    return decoded;
  }
}
