package io.httpstream.tck.saboteurs;

import io.httpstream.message.Headers;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Headers whose repeated fields have become one, as a map of strings would have it. */
final class JoinedHeaders {
  private JoinedHeaders() {}

  static Headers of(Headers headers) {
    Headers.Builder joined = Headers.builder();
    Set<String> done = new LinkedHashSet<>();
    for (Headers.Entry field : headers) {
      if (done.add(field.name().toLowerCase(Locale.ROOT))) {
        joined.add(field.name(), String.join(", ", headers.all(field.name())));
      }
    }
    return joined.build();
  }
}
