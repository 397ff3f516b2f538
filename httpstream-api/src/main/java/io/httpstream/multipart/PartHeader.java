package io.httpstream.multipart;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The header of a part, as browsers write it and servers expect it: names in UTF-8, and the three
 * characters that could end them percent-encoded (WHATWG HTML, multipart/form-data; RFC 7578,
 * sections 4.2 and 5.1).
 */
final class PartHeader {
  private PartHeader() {}

  static byte[] encode(Part part) {
    StringBuilder header = new StringBuilder("Content-Disposition: form-data; name=\"");
    header.append(escape(part.name())).append('"');
    part.fileName()
        .ifPresent(file -> header.append("; filename=\"").append(escape(file)).append('"'));
    part.mediaType().ifPresent(type -> header.append("\r\nContent-Type: ").append(type));
    return header.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String escape(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  /** Rejects what no escape makes safe. */
  static String check(String what, String name) {
    Objects.requireNonNull(name, what);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isISOControl(c) && c != '\r' && c != '\n') {
        throw new IllegalArgumentException(
            String.format(
                "the %s of a part has the control character U+%04X at index %d", what, (int) c, i));
      }
    }
    try {
      StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "the " + what + " of a part is not valid Unicode: it has half a surrogate pair", e);
    }
    return name;
  }
}
