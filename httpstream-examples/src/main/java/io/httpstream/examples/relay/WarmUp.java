package io.httpstream.examples.relay;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;

/**
 * A small relay before the one that is measured: connections and threads that a client keeps are
 * there after it, and a server that is not there is found out. What server 2 saved before is
 * replaced by it, so that the deletion of a large file does not count either.
 */
final class WarmUp {
  private static final int BYTES = 64 * 1024;

  private WarmUp() {}

  static void run(HttpStreamClient http, Endpoint from, Endpoint to) throws IOException {
    try (Response beginning = beginning(http, from)) {
      if (to.ours()) {
        http.multipart(to.uri()).file("file", beginning).send().requireSuccess().close();
      } else {
        // Nobody wants a file of ours there that is only the beginning of one. Any answer will do.
        http.head(to.uri()).send().close();
      }
    }
  }

  private static Response beginning(HttpStreamClient http, Endpoint from) throws IOException {
    if (from.ours()) {
      return http.get(URI.create(from.uri() + "?bytes=" + BYTES)).send().requireSuccess();
    }
    Response whole = http.get(from.uri()).send().requireSuccess();
    byte[] bytes = whole.body().readNBytes(BYTES);
    whole.abort();
    return whole.toBuilder()
        .removeHeader("Content-Length")
        .body(new ByteArrayInputStream(bytes))
        .build();
  }
}
