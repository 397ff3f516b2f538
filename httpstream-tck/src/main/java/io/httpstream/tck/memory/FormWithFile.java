package io.httpstream.tck.memory;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a multipart form of one file while it arrives. */
public final class FormWithFile {
  private static final int LONGEST_HEAD = 8 * 1024;

  private FormWithFile() {}

  /**
   * Reads a form to its end.
   *
   * @param form the request's body
   * @param boundary from its Content-Type
   * @param length of the file
   * @return the file's checksum
   * @throws IOException from the stream
   * @throws AssertionError if the form is not just this file
   */
  public static Checksum read(InputStream form, String boundary, long length) throws IOException {
    String head = head(form);
    if (!head.startsWith("--" + boundary + "\r\n")) {
      throw new AssertionError("the form does not begin with its boundary, but with: " + head);
    }
    Checksum file = Checksum.of(form, length);
    String end = new String(form.readNBytes(LONGEST_HEAD), StandardCharsets.ISO_8859_1);
    if (!end.equals("\r\n--" + boundary + "--\r\n")) {
      throw new AssertionError(
          "after " + length + " bytes the form does not end with its boundary, but with: " + end);
    }
    return file;
  }

  private static String head(InputStream form) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = form.read();
      if (b < 0) {
        throw new EOFException("the form ended within the head of its part");
      }
      if (head.size() == LONGEST_HEAD) {
        throw new AssertionError("the head of the form's part has no end");
      }
      head.write(b);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }
}
