package io.httpstream.transport;

import io.httpstream.message.Headers;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a response, interim ones included, and what it says of its body (RFC 9112, sections 4
 * to 6).
 *
 * @param statusLine without its end
 * @param status from 100 to 999
 * @param fields unfolded
 */
record ReceivedHead(String statusLine, int status, Headers fields) {
  static final String PREFIX = "HTTP/1.";

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[0-9] ([1-9][0-9]{2})( [^\\x00\\r]*)?");

  /** Reads a head whose lines end in LF or CR LF (RFC 9112, section 2.2), the empty one last. */
  static ReceivedHead parse(byte[] head) throws ProtocolException {
    String[] lines = new String(head, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
    Matcher status = STATUS_LINE.matcher(lines[0]);
    if (!status.matches()) {
      throw new ProtocolException("the response's status line is not one of HTTP/1");
    }
    Headers.Builder fields = Headers.builder();
    for (int i = 1; !lines[i].isEmpty(); ) {
      StringBuilder field = new StringBuilder(lines[i]);
      int next = i + 1;
      // Of a folded line the fold is read as a space (RFC 9112, section 5.2).
      for (; isFolded(lines[next]); next++) {
        field.append(' ').append(strip(lines[next]));
      }
      add(fields, field.toString());
      i = next;
    }
    return new ReceivedHead(lines[0], Integer.parseInt(status.group(1)), fields.build());
  }

  private static boolean isFolded(String line) {
    return line.startsWith(" ") || line.startsWith("\t");
  }

  private static void add(Headers.Builder fields, String line) throws ProtocolException {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw new ProtocolException("a line of the response's head is no field, as it has no colon");
    }
    try {
      fields.add(line.substring(0, colon), strip(line.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      ProtocolException invalid =
          new ProtocolException("the response is not valid: " + e.getMessage());
      invalid.initCause(e);
      throw invalid;
    }
  }

  /** Spaces and tabs only: what else Java takes for white space must not stand there. */
  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** The head with each field in one line. */
  String text() {
    StringBuilder text = new StringBuilder(statusLine).append("\r\n");
    for (Headers.Entry field : fields) {
      text.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  boolean isInterim() {
    return status < 200 && status != 101;
  }

  boolean isBodiless(String method) {
    return method.equals("HEAD") || status == 204 || status == 304;
  }

  /** Whether the body is chunked; nobody has asked for another transfer coding. */
  static boolean isChunked(Headers fields) throws ProtocolException {
    List<String> codings = fields.all("Transfer-Encoding");
    if (!codings.isEmpty() && (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked"))) {
      throw new ProtocolException("the transfer coding " + codings + " is not supported");
    }
    return !codings.isEmpty();
  }

  /** The declared length, -1 if there is none. */
  static long length(Headers fields) throws ProtocolException {
    Set<String> lengths = new HashSet<>(fields.all("Content-Length"));
    if (lengths.isEmpty()) {
      return -1;
    }
    String length = lengths.iterator().next();
    if (lengths.size() > 1 || !length.matches("[0-9]{1,18}")) {
      throw new ProtocolException("the response's Content-Length is not valid: " + lengths);
    }
    return Long.parseLong(length);
  }
}
