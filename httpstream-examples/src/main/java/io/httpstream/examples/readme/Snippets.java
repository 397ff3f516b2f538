package io.httpstream.examples.readme;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.ExchangeException;
import io.httpstream.message.Middleware;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.Scope;
import io.httpstream.middleware.Logging;
import io.httpstream.transport.jdk.JdkTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/** What the README shows, as it shows it: between the markers, but for the indentation. */
public final class Snippets {
  private final String base;

  /** A row that writes itself. */
  @FunctionalInterface
  interface Row {
    void writeTo(OutputStream out) throws IOException;
  }

  Snippets(String base) {
    this.base = base;
  }

  void upload(List<Row> rows, String requestId) throws IOException {
    try (HttpStreamClient http = HttpStreamClient.create(base)) {
      // snippet: upload
      try (Response r =
          http.post("/tenants/{id}/import")
              .pathParam("id", 42)
              .header("X-Request-Id", requestId)
              .body(
                  "application/x-ndjson",
                  out -> {
                    for (Row row : rows) {
                      row.writeTo(out);
                    }
                  })
              .totalTimeout(Duration.ofMinutes(10))
              .send()) {
        r.requireSuccess();
      }
      // end
    }
  }

  String relay() throws IOException {
    try (HttpStreamClient origin = HttpStreamClient.create(base);
        HttpStreamClient http = HttpStreamClient.create(base)) {
      // snippet: relay
      try (Response file = origin.get("/file").send().requireSuccess();
          Response done =
              http.multipart("/upload").field("kind", "report").file("file", file).send()) {
        return done.requireSuccess().text();
      }
      // end
    }
  }

  String reader() throws IOException {
    try (HttpStreamClient http = HttpStreamClient.create(base)) {
      // snippet: reader
      String hash = http.get("/big").send(response -> sha256(response.requireSuccess().body()));
      // end
      return hash;
    }
  }

  HttpStreamClient client(Middleware tracing, SSLContext context) {
    // snippet: client
    HttpStreamClient http =
        HttpStreamClient.builder(base)
            .transport("okhttp") // else what is on the class path
            .sslContext(context)
            .header("Authorization", "Bearer " + token())
            .use(Logging.slf4j())
            .use(tracing)
            .limits(l -> l.connect(Duration.ofSeconds(5)).readIdle(Duration.ofSeconds(20)))
            .build();
    // end
    return http;
  }

  HttpStreamClient supplied() {
    return HttpStreamClient.builder(base)
        .transport(JdkTransport.of(java.net.http.HttpClient.newHttpClient()))
        .build();
  }

  RequestBody bodies(Path path, InputStream in) {
    // snippet: bodies
    RequestBody once = RequestBody.stream(in).length(1_000); // fails unless it is exactly 1,000
    RequestBody again = RequestBody.open(() -> Files.newInputStream(path)); // may be sent again
    // end
    return once.isReplayable() ? once : again;
  }

  boolean cancel(HttpStreamClient http, Path target) throws IOException {
    // snippet: cancel
    Scope scope = Scope.create(); // scope.cancel("the user left") ends all that is sent in it
    try (Response big = http.get("/big").scope(scope).send()) {
      Files.copy(big.body(), target);
    } catch (ExchangeException e) {
      return e.safeToRetry(); // e.phase(), e.details()
    }
    // end
    return false;
  }

  CompletableFuture<Integer> async(HttpStreamClient http) {
    // snippet: async
    CompletableFuture<String> hash =
        http.get("/big").sendAsync(response -> sha256(response.requireSuccess().body()));
    CompletableFuture<Integer> length =
        hash.thenApply(String::length); // cancelling it ends the call
    // end
    return length;
  }

  private static String token() {
    return "t0k3n";
  }

  private static String sha256(InputStream in) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[8192];
      for (int count; (count = in.read(buffer)) >= 0; ) {
        digest.update(buffer, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
