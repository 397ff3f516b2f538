package io.httpstream.transport.jetty;

import io.httpstream.message.Headers;
import io.httpstream.message.Request;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** A request as Jetty wants it, of which Jetty changes nothing. */
final class WireRequest extends HttpRequest {
  /**
   * Besides POST and PUT, of which Jetty knows it, the method whose empty body is said to be empty
   * (RFC 9110, section 8.6).
   */
  private static final String PATCH = "PATCH";

  private final String method;
  private final URI target;

  /** A request with this body; null for an empty one. */
  WireRequest(HttpClient client, Request request, @Nullable PushContent body) {
    super(client, new HttpConversation(), request.uri());
    this.method = request.method();
    this.target = request.uri();
    version(HttpVersion.HTTP_1_1);
    followRedirects(false);
    // The guard's limits do it. The connection's own holds again when it is idle.
    idleTimeout(0, TimeUnit.MILLISECONDS);
    if (body != null) {
      body(body);
    }
    headers(fields -> fill(fields, request, body));
  }

  private static void fill(HttpFields.Mutable fields, Request request, @Nullable PushContent body) {
    fields.clear();
    fields.add(literal("Host", host(request.uri())));
    for (Headers.Entry entry : request.headers()) {
      fields.add(literal(entry.name(), entry.value()));
    }
    if (body == null) {
      if (request.method().equals(PATCH)) {
        fields.add(literal("Content-Length", "0"));
      }
    } else if (body.getLength() < 0) {
      // Without this Jetty takes most methods for those of requests without a body.
      fields.add(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED);
    }
  }

  /**
   * A field whose meaning Jetty does not know: from a Content-Type, for example, it would conclude
   * that there is a body.
   */
  // Jetty allows a field of a name alone to have no header of its enum.
  @SuppressWarnings("NullAway")
  private static HttpField literal(String name, String value) {
    return new HttpField((HttpHeader) null, name, value);
  }

  private static String host(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  /** Jetty would turn it into upper case. */
  @Override
  public String getMethod() {
    return method;
  }

  /** Jetty would put it together anew from its parts. */
  @Override
  public URI getURI() {
    return target;
  }

  /** Lets Jetty wait for the next response after one that is informational. */
  void skipInterim() {
    getConversation().getExchanges().getLast().resetResponse();
  }
}
