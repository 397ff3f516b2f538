package io.httpstream.sample;

import io.httpstream.message.Headers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The head of a response. {@link io.httpstream.transport.FramedInput} has checked and unfolded it,
 * and counts how long it is.
 *
 * @param version as in {@code HTTP/1.1}
 * @param status from 100 to 999
 * @param headers in their order
 */
record ResponseHead(String version, int status, Headers headers) {
  private static final int SWITCHING_PROTOCOLS = 101;

  /** Skips informational responses. */
  static ResponseHead readFinal(InputStream in) throws IOException {
    ResponseHead head = read(in);
    while (head.status < 200 && head.status != SWITCHING_PROTOCOLS) {
      head = read(in);
    }
    return head;
  }

  private static ResponseHead read(InputStream in) throws IOException {
    String[] statusLine = line(in).split(" ", 3);
    Headers.Builder headers = Headers.builder();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.add(line.substring(0, colon), line.substring(colon + 2));
    }
    return new ResponseHead(statusLine[0], Integer.parseInt(statusLine[1]), headers.build());
  }

  /** A line without the CR LF at its end. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended within a line");
      }
      line.append((char) next);
    }
    line.setLength(line.length() - 1);
    return line.toString();
  }

  boolean isChunked() {
    return headers.contains("Transfer-Encoding");
  }

  boolean hasLength() {
    return headers.contains("Content-Length");
  }

  long length() {
    return Long.parseLong(headers.all("Content-Length").get(0));
  }

  /** Whether the connection goes on behind the response (RFC 9112, section 9.3). */
  boolean keepsAlive() {
    return version.equals("HTTP/1.1")
        && headers.all("Connection").stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .noneMatch(option -> option.strip().equalsIgnoreCase("close"));
  }
}
