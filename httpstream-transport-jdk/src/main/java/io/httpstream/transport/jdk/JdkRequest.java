package io.httpstream.transport.jdk;

import io.httpstream.message.Headers;
import io.httpstream.message.Request;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as the JDK wants it. Not made by the JDK's builder: that can't make a request without a
 * body for any method but GET and DELETE (HEAD since 19), and what it makes instead is sent with
 * {@code Content-Length: 0} (up to 25; JDK-8369533).
 */
final class JdkRequest extends HttpRequest {
  /** Methods whose empty body is said to be empty (RFC 9110, section 8.6). */
  private static final Set<String> EXPECT_CONTENT = Set.of("POST", "PUT", "PATCH");

  private final Request request;
  private final Optional<BodyPublisher> body;
  private final HttpHeaders headers;

  /** A request with the body of a publisher; null for an empty body. */
  JdkRequest(Request request, @Nullable BodyPublisher body) {
    this.request = request;
    this.headers = convert(request.headers());
    if (body != null) {
      this.body = Optional.of(body);
    } else if (EXPECT_CONTENT.contains(request.method())) {
      this.body = Optional.of(BodyPublishers.noBody());
    } else {
      this.body = Optional.empty();
    }
  }

  private static HttpHeaders convert(Headers from) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    // The JDK refuses names that differ in nothing but case.
    Map<String, List<String>> byLowerCase = new LinkedHashMap<>();
    for (Headers.Entry entry : from) {
      byLowerCase
          .computeIfAbsent(
              entry.name().toLowerCase(Locale.ROOT),
              lower -> fields.computeIfAbsent(entry.name(), name -> new ArrayList<>()))
          .add(entry.value());
    }
    return HttpHeaders.of(fields, (name, value) -> true);
  }

  @Override
  public Optional<BodyPublisher> bodyPublisher() {
    return body;
  }

  @Override
  public String method() {
    return request.method();
  }

  @Override
  public Optional<Duration> timeout() {
    // The guard's limits do it; what the JDK's timeout covers has changed in 26.
    return Optional.empty();
  }

  @Override
  public boolean expectContinue() {
    return false;
  }

  @Override
  public URI uri() {
    return request.uri();
  }

  @Override
  public Optional<HttpClient.Version> version() {
    // HTTP/2 would take an upload into memory; over http it would also send "Upgrade: h2c".
    return Optional.of(HttpClient.Version.HTTP_1_1);
  }

  @Override
  public HttpHeaders headers() {
    return headers;
  }
}
