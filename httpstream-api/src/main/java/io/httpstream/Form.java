package io.httpstream;

import io.httpstream.message.RequestBody;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/** Encodes fields as {@code application/x-www-form-urlencoded} (WHATWG URL, section 5). */
final class Form {
  private Form() {}

  static RequestBody encode(Map<String, ?> fields) {
    Objects.requireNonNull(fields, "fields");
    StringJoiner pairs = new StringJoiner("&");
    fields.forEach(
        (name, value) -> {
          Objects.requireNonNull(name, "the name of a field");
          for (String text : ParameterValue.all(name, value)) {
            pairs.add(encode(name) + "=" + encode(text));
          }
        });
    return RequestBody.bytes(pairs.toString().getBytes(StandardCharsets.US_ASCII))
        .mediaType("application/x-www-form-urlencoded");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
