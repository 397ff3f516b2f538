package io.httpstream.message;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** What may stand in a method, a field name and a field value (RFC 9110, section 5). */
final class HeaderSyntax {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  /** Fields that frame the message or belong to the connection: the transport writes them. */
  private static final Set<String> RESERVED =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private HeaderSyntax() {}

  static void checkMethod(String method) {
    Objects.requireNonNull(method, "method");
    if (!isToken(method)) {
      throw new IllegalArgumentException(
          "the method " + quote(method) + " is not a token (RFC 9110, section 9.1)");
    }
    if (method.equals("CONNECT")) {
      throw new IllegalArgumentException(
          "the method CONNECT opens a tunnel and can't be sent as a request");
    }
  }

  static void checkName(String name) {
    Objects.requireNonNull(name, "name");
    if (!isToken(name)) {
      throw new IllegalArgumentException(
          "the header name " + quote(name) + " is not a token (RFC 9110, section 5.1)");
    }
  }

  /** Rejects what would end the field or the message; other bytes may come from a server. */
  static void checkValue(String name, String value) {
    Objects.requireNonNull(value, "value");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c > 0xff || (c < ' ' && c != '\t') || c == 0x7f) {
        throw badCharacter(name, c, i, "encode it first, for example in percent-encoding");
      }
    }
  }

  /** Requests are stricter: backends encode other characters each in a way of its own. */
  static void checkRequestField(String name, String value) {
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "the header "
              + name
              + " is written by the transport and can't be set; the length belongs to the body, the"
              + " host to the URI");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c > 0x7e) {
        throw badCharacter(
            name, c, i, "a request's values are ASCII: encode it first (RFC 8187, RFC 9110 5.5)");
      }
    }
    if (!value.equals(value.strip())) {
      throw new IllegalArgumentException(
          "the value of the header " + name + " begins or ends with white space: strip it");
    }
  }

  /** Whether a media type that came from elsewhere can be sent on. */
  static boolean isRequestValue(String value) {
    return value.indexOf('/') > 0
        && value.equals(value.strip())
        && value.chars().allMatch(c -> c >= ' ' && c <= 0x7e);
  }

  private static IllegalArgumentException badCharacter(
      String name, char c, int index, String remedy) {
    return new IllegalArgumentException(
        String.format(
            "the value of the header %s has the character U+%04X at index %d; %s",
            name, (int) c, index, remedy));
  }

  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean alphanumeric =
          (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!alphanumeric && TOKEN_MARKS.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Shows the text with its control characters made visible, so that a log can't be forged. */
  static String quote(String text) {
    StringBuilder shown = new StringBuilder("\"");
    text.chars()
        .limit(100)
        .forEach(
            c -> {
              if (c < ' ' || c >= 0x7f) {
                shown.append(String.format("\\u%04x", c));
              } else {
                shown.append((char) c);
              }
            });
    return shown.append(text.length() > 100 ? "...\"" : "\"").toString();
  }
}
