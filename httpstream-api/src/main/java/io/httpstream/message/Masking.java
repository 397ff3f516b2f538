package io.httpstream.message;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is shown of values that may be secret, in logs, messages and {@code toString}. */
final class Masking {
  private static final String MASK = "***";

  /** Names of fields, standard ones and those that people make up, whose values let somebody in. */
  private static final Pattern CREDENTIAL =
      Pattern.compile(".*(auth|cookie|token|secret|password|api-?key|credential|signature).*");

  /** Fields whose values are URIs. */
  private static final Set<String> URIS = Set.of("location", "content-location", "referer", "link");

  private Masking() {}

  /** A field's value as it may be shown. */
  static String value(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (CREDENTIAL.matcher(lower).matches()) {
      return MASK;
    }
    int query = value.indexOf('?');
    return URIS.contains(lower) && query >= 0 ? value.substring(0, query + 1) + MASK : value;
  }

  /** A query with its question mark, the names kept and the values masked. */
  static String query(@Nullable String query) {
    if (query == null) {
      return "";
    }
    StringBuilder shown = new StringBuilder();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      shown.append(shown.isEmpty() ? '?' : '&');
      shown.append(equals < 0 ? "" : pair.substring(0, equals + 1)).append(MASK);
    }
    return shown.toString();
  }

  /** The last part of a raw authority, without user information. */
  static String authority(String authority) {
    return authority.substring(authority.lastIndexOf('@') + 1);
  }
}
