package io.httpstream;

import io.httpstream.message.Attribute;
import io.httpstream.message.Headers;
import io.httpstream.message.Limits;
import io.httpstream.message.Middleware;
import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.ResponseReader;
import io.httpstream.message.Scope;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What all request builders have in common. A builder is used by one thread, for one request.
 *
 * @param <B> the builder itself
 */
public abstract sealed class RequestSpec<B extends RequestSpec<B>>
    permits RequestBuilder, MultipartRequestBuilder {
  private final HttpStreamClient client;
  private final String method;
  private final UriTemplate template;
  private final Headers.Builder headers = Headers.builder();
  private final List<Middleware> middleware = new ArrayList<>();
  private final List<Consumer<Request.Builder>> settings = new ArrayList<>();
  private Limits limits;

  RequestSpec(HttpStreamClient client, String method, String template) {
    this.client = client;
    this.method = method;
    this.template = new UriTemplate(template);
    this.limits = client.limits();
  }

  abstract B self();

  /** The body that was collected. */
  abstract RequestBody requestBody();

  /**
   * Binds a parameter of the path. Its text is percent-encoded; in <code>{+name}</code> slashes are
   * kept.
   *
   * @param name the name between the braces
   * @param value its text is the value's {@code toString}; not empty, and not {@code .} or {@code
   *     ..}, which would lead to another resource
   * @return this builder
   * @throws IllegalArgumentException if the value is not allowed, or the name bound already
   */
  public B pathParam(String name, Object value) {
    Objects.requireNonNull(name, "name");
    template.bind(name, ParameterValue.one(name, value));
    return self();
  }

  /**
   * Adds a query parameter, percent-encoded.
   *
   * @param name the name
   * @param value its {@code toString}; of an {@link Iterable} each element is a parameter of its
   *     own, and an empty one adds none
   * @return this builder
   * @throws IllegalArgumentException if it is an array or an Optional
   */
  public B queryParam(String name, Object value) {
    Objects.requireNonNull(name, "name");
    ParameterValue.all(name, value).forEach(text -> template.query(name, text));
    return self();
  }

  /**
   * Adds a header field.
   *
   * @param name a token; not one of those that frame the message, such as Content-Length
   * @param value visible ASCII, spaces and tabs
   * @return this builder
   * @throws IllegalArgumentException if name or value can't be sent
   */
  public B header(String name, String value) {
    Request.checkHeader(name, value);
    headers.add(name, value);
    return self();
  }

  /**
   * Adds a middleware for this request, inside those of the client.
   *
   * @param added what was added first sees the request first
   * @return this builder
   */
  public B use(Middleware added) {
    middleware.add(Objects.requireNonNull(added, "middleware"));
    return self();
  }

  /**
   * Changes the limits of time for this request.
   *
   * @param change gets the client's limits
   * @return this builder
   */
  public B limits(UnaryOperator<Limits> change) {
    limits = Objects.requireNonNull(change.apply(limits), "limits");
    return self();
  }

  /**
   * Limits the time of the whole call: all attempts, and the response until it is closed.
   *
   * @param time more than zero
   * @return this builder
   * @throws IllegalArgumentException if it is zero or negative
   */
  public B totalTimeout(Duration time) {
    return limits(current -> current.total(time));
  }

  /**
   * Sends the request within a scope, so that it can be cancelled from outside.
   *
   * @param scope may be shared by several requests
   * @return this builder
   */
  public B scope(Scope scope) {
    Objects.requireNonNull(scope, "scope");
    settings.add(request -> request.scope(scope));
    return self();
  }

  /**
   * Attaches an attribute for middleware; it is not sent.
   *
   * @param key its key
   * @param value its value
   * @param <T> its type
   * @return this builder
   */
  public <T> B attribute(Attribute<T> key, T value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    settings.add(request -> request.attribute(key, value));
    return self();
  }

  /**
   * Makes the request without sending it; {@link HttpStreamClient#send} does that.
   *
   * @return the request
   * @throws IllegalArgumentException if a path parameter is unbound or unknown, or the URI not
   *     valid
   */
  public Request build() {
    URI uri = template.expand();
    Request.Builder request = Request.builder(method, uri).limits(limits).body(requestBody());
    Headers own = headers.build();
    for (Headers.Entry field : client.headersFor(uri)) {
      if (!own.contains(field.name())) {
        request.header(field.name(), field.value());
      }
    }
    own.forEach(field -> request.header(field.name(), field.value()));
    settings.forEach(setting -> setting.accept(request));
    if (!middleware.isEmpty()) {
      request.attribute(Chain.REQUEST_LEVEL, Chain.of(middleware));
    }
    return request.build();
  }

  /**
   * Sends the request and returns as soon as the response's headers are there.
   *
   * @return the response, of whatever status; the caller closes it
   * @throws IOException if there is none: an {@link io.httpstream.message.ExchangeException}, or
   *     what the body's writer threw
   * @throws IllegalArgumentException if the request is not valid; nothing was sent
   */
  public Response send() throws IOException {
    return client.send(built());
  }

  private Request built() {
    try {
      return build();
    } catch (RuntimeException e) {
      closeBody(e);
      throw e;
    }
  }

  private void closeBody(RuntimeException invalid) {
    try {
      requestBody().close();
    } catch (IOException | RuntimeException e) {
      if (e != invalid) {
        invalid.addSuppressed(e);
      }
    }
  }

  /**
   * Sends the request on a thread of its own; see {@link HttpStreamClient#sendAsync(Request)}.
   *
   * @return the response, which whoever gets it closes; cancelling it, or a stage derived from it,
   *     ends the call
   * @throws IllegalArgumentException if the request is not valid; nothing was sent
   * @throws IllegalStateException if the client is closed
   */
  public CompletableFuture<Response> sendAsync() {
    return client.sendAsync(built());
  }

  /**
   * Sends the request on a thread of its own, reads the response there, and closes it; see {@link
   * HttpStreamClient#sendAsync(Request)}.
   *
   * @param reader gets a response of whatever status
   * @param <T> the result
   * @return what the reader returned; cancelling it, or a stage derived from it, ends the call
   * @throws IllegalArgumentException if the request is not valid; nothing was sent
   * @throws IllegalStateException if the client is closed
   */
  public <T> CompletableFuture<T> sendAsync(ResponseReader<T> reader) {
    Objects.requireNonNull(reader, "reader");
    return client.sendAsync(built(), reader);
  }

  /**
   * Sends the request, reads the response, and closes it.
   *
   * @param reader gets a response of whatever status
   * @param <T> the result
   * @return what the reader returned
   * @throws IOException as {@link #send()}, or from the reader
   */
  public <T> T send(ResponseReader<T> reader) throws IOException {
    Objects.requireNonNull(reader, "reader");
    try (Response response = send()) {
      return reader.read(response);
    }
  }
}
