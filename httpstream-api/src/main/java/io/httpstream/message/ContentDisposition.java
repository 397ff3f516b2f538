package io.httpstream.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the file name of a Content-Disposition field (RFC 6266, RFC 8187). */
final class ContentDisposition {
  private final String field;
  private int position;

  private ContentDisposition(String field) {
    this.field = field;
  }

  /** The file name as it was sent, the extended form first. */
  static Optional<String> fileName(String field) {
    Map<String, String> parameters = new ContentDisposition(field).parameters();
    Optional<String> extended =
        Optional.ofNullable(parameters.get("filename*")).flatMap(ContentDisposition::decode);
    return extended.or(
        () -> Optional.ofNullable(parameters.get("filename")).map(ContentDisposition::utf8));
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new HashMap<>();
    position = field.indexOf(';');
    while (position >= 0 && position < field.length()) {
      position++;
      int equals = field.indexOf('=', position);
      int next = field.indexOf(';', position);
      if (equals < 0) {
        break;
      }
      if (next >= 0 && next < equals) {
        position = next;
        continue;
      }
      String name = field.substring(position, equals).strip().toLowerCase(Locale.ROOT);
      position = equals + 1;
      parameters.putIfAbsent(name, value());
      position = field.indexOf(';', position);
    }
    return parameters;
  }

  private String value() {
    while (position < field.length() && field.charAt(position) == ' ') {
      position++;
    }
    if (position < field.length() && field.charAt(position) == '"') {
      return quoted();
    }
    int end = field.indexOf(';', position);
    String value = field.substring(position, end < 0 ? field.length() : end).strip();
    position = end < 0 ? field.length() : end;
    return value;
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    for (position++; position < field.length() && field.charAt(position) != '"'; position++) {
      if (field.charAt(position) == '\\' && position + 1 < field.length()) {
        position++;
      }
      value.append(field.charAt(position));
    }
    return value.toString();
  }

  /** Servers send UTF-8 here against the rules; header values hold one char for each byte of it. */
  private static String utf8(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    String decoded = new String(bytes, StandardCharsets.UTF_8);
    return decoded.indexOf('\uFFFD') < 0 ? decoded : value;
  }

  private static Optional<String> decode(String extended) {
    String[] parts = extended.split("'", 3);
    if (parts.length < 3
        || !Set.of("utf-8", "iso-8859-1").contains(parts[0].toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String text = parts[2];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        bytes.write(c);
        continue;
      }
      if (i + 2 >= text.length()) {
        return Optional.empty();
      }
      int high = Character.digit(text.charAt(i + 1), 16);
      int low = Character.digit(text.charAt(i + 2), 16);
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      bytes.write(high * 16 + low);
      i += 2;
    }
    return Optional.of(bytes.toString(Charset.forName(parts[0])));
  }
}
