package io.httpstream.tck.socket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** Lines that end in CR LF. */
final class Line {
  private static final int LONGEST = 256 * 1024;

  private Line() {}

  static String read(InputStream in) throws IOException {
    return read(in, LONGEST);
  }

  static String read(InputStream in, int longest) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended within a line");
      }
      if (line.length() == longest) {
        throw new ProtocolException("a line is longer than " + longest + " bytes");
      }
      line.append((char) b);
    }
    int end = line.length();
    return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
  }
}
