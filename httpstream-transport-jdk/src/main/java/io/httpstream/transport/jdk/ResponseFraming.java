package io.httpstream.transport.jdk;

import java.net.ProtocolException;
import java.net.http.HttpHeaders;
import java.util.List;

/** Which responses' framing is not to be trusted to the JDK. */
final class ResponseFraming {
  private ResponseFraming() {}

  /**
   * Refuses what the JDK reads otherwise than RFC 9112, section 6.3, has it: of several lengths it
   * takes the first, "+5" for 5 and "-1" for none, any transfer coding but "chunked" for none, and
   * with a length beside the chunks it gives out the framing of the chunks as content.
   */
  static void check(HttpHeaders headers) throws ProtocolException {
    List<String> codings = headers.allValues("Transfer-Encoding");
    List<String> lengths = headers.allValues("Content-Length");
    if (!codings.isEmpty() && !lengths.isEmpty()) {
      // Such a message may be an attack.
      throw new ProtocolException("the response has both Transfer-Encoding and Content-Length");
    }
    if (!codings.isEmpty() && (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked"))) {
      throw new ProtocolException("the transfer coding " + codings + " is not supported");
    }
    for (String length : lengths) {
      if (!length.matches("[0-9]{1,18}") || !length.equals(lengths.get(0))) {
        throw new ProtocolException("the response's Content-Length is not valid: " + lengths);
      }
    }
  }

  /** Whether a response that is {@linkplain #check checked} has a body that nothing else ends. */
  static boolean endsWithConnection(String method, int status, HttpHeaders headers) {
    return !method.equalsIgnoreCase("HEAD")
        && status != 204
        && status != 304
        && headers.firstValue("Transfer-Encoding").isEmpty()
        && headers.firstValue("Content-Length").isEmpty();
  }
}
