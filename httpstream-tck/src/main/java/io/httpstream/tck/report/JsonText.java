package io.httpstream.tck.report;

import java.util.Map;
import java.util.stream.Collectors;

/** Just enough JSON to write a report, as the TCK depends on JUnit alone (RFC 8259). */
final class JsonText {
  private JsonText() {}

  static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> string(member.getKey()) + ": " + string(member.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  static String string(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
