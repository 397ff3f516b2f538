package io.httpstream.tck.socket;

import io.httpstream.message.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Set;

/**
 * The head of a response (RFC 9112, section 4).
 *
 * @param version after {@code HTTP/}
 * @param status from 100 to 999
 * @param headers in their order
 */
record ResponseHead(String version, int status, Headers headers) {
  /** Skips so many informational responses; no head may be longer than so many bytes. */
  static ResponseHead readFinal(InputStream in, int mostInformational, int longest)
      throws IOException {
    for (int i = 0; i <= mostInformational; i++) {
      ResponseHead head = read(in, longest);
      if (head.status >= 200) {
        return head;
      }
    }
    throw new ProtocolException("more than " + mostInformational + " informational responses");
  }

  private static ResponseHead read(InputStream in, int longest) throws IOException {
    String first = Line.read(in, longest);
    if (!first.matches("HTTP/1\\.[01] [1-9][0-9][0-9]( .*)?")) {
      throw new ProtocolException("the status line is not one of HTTP/1");
    }
    Headers.Builder headers = Headers.builder();
    int size = 0;
    String next = Line.read(in, longest);
    while (!next.isEmpty()) {
      String line = next;
      for (next = Line.read(in, longest); next.matches("[ \t].*"); next = Line.read(in, longest)) {
        // A folded line (RFC 9112, section 5.2).
        line += " " + next.strip();
      }
      size += line.length();
      if (size > longest) {
        throw new ProtocolException("the response's head is longer than " + longest + " bytes");
      }
      addField(headers, line);
    }
    return new ResponseHead(
        first.substring(5, 8), Integer.parseInt(first.substring(9, 12)), headers.build());
  }

  private static void addField(Headers.Builder headers, String line) throws IOException {
    int colon = line.indexOf(':');
    try {
      headers.add(line.substring(0, Math.max(0, colon)), line.substring(colon + 1).strip());
    } catch (IllegalArgumentException e) {
      ProtocolException invalid = new ProtocolException("the response has an invalid header line");
      invalid.initCause(e);
      throw invalid;
    }
  }

  boolean hasNoBody(String method) {
    return method.equals("HEAD") || Set.of(204, 304).contains(status);
  }

  boolean isChunked() {
    return headers.contains("Transfer-Encoding");
  }

  /** The declared length, -1 if there is none. */
  long length() throws IOException {
    Set<String> values = Set.copyOf(headers.all("Content-Length"));
    if (values.isEmpty()) {
      return -1;
    }
    String value = values.iterator().next();
    if (values.size() > 1 || !value.matches("[0-9]{1,18}")) {
      throw new ProtocolException("the response's Content-Length is not one number");
    }
    return Long.parseLong(value);
  }

  /** Whether the end of the body can be told without the end of the connection. */
  boolean isDelimited(String method) throws IOException {
    return hasNoBody(method) || isChunked() || length() >= 0;
  }

  boolean keepsAlive() {
    return version.equals("1.1")
        && headers.all("Connection").stream().noneMatch(value -> value.equalsIgnoreCase("close"));
  }
}
