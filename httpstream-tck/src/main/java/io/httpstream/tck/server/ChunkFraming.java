package io.httpstream.tck.server;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines between the chunks of a request (RFC 9112, section 7.1). */
final class ChunkFraming {
  private static final int LONGEST_LINE = 64 * 1024;

  private ChunkFraming() {}

  static long size(InputStream in) throws IOException {
    String line = line(in);
    String digits = line.split(";", 2)[0].strip();
    try {
      return Long.parseLong(digits, 16);
    } catch (NumberFormatException e) {
      throw new AssertionError("the request has a chunk without a size: \"" + line + "\"", e);
    }
  }

  static void endOfChunk(InputStream in) throws IOException {
    String line = line(in);
    if (!line.isEmpty()) {
      throw new AssertionError("a chunk of the request is longer than its size: \"" + line + "\"");
    }
  }

  static void skipTrailers(InputStream in) throws IOException {
    while (!line(in).isEmpty()) {
      // No rule is about their content.
    }
  }

  static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the request ended within its framing");
      }
      if (line.size() == LONGEST_LINE) {
        throw new AssertionError("a line of the request is longer than 64 KiB");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
