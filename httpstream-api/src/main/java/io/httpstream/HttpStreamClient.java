package io.httpstream;

import io.httpstream.guard.Guard;
import io.httpstream.message.Headers;
import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.Middleware;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.message.Sender;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.TransportLoader;
import io.httpstream.transport.TransportProvider;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Streams HTTP: bodies are written and read while they are on the wire, in constant memory, and the
 * calling thread does the work. Thread-safe; make one and keep it.
 *
 * <p>The transport beneath is found on the class path unless one is given; see {@link
 * TransportLoader} for the order.
 */
public final class HttpStreamClient implements Sender, AutoCloseable {
  private final Sender chain;
  private final AutoCloseable core;
  private final Optional<Origin> origin;
  private final Headers headers;
  private final Limits limits;
  private final AtomicBoolean closed = new AtomicBoolean();

  private HttpStreamClient(Builder builder, Sender sender, AutoCloseable core) {
    this.chain = Chain.of(builder.middleware).around(Chain.withRequestLevel(sender));
    this.core = core;
    this.origin = builder.origin;
    this.headers = builder.headers.build();
    this.limits = builder.limits;
  }

  /**
   * A client with defaults, without a base: its requests take absolute URIs.
   *
   * @return a new client
   * @throws io.httpstream.transport.NoTransportException if no transport is on the class path
   */
  public static HttpStreamClient create() {
    return builder().build();
  }

  /**
   * A client with defaults.
   *
   * @param baseUri what paths are joined to, for example {@code https://api.example.com/v1}
   * @return a new client
   * @throws IllegalArgumentException if it is not an absolute http or https URI
   * @throws io.httpstream.transport.NoTransportException if no transport is on the class path
   */
  public static HttpStreamClient create(String baseUri) {
    return builder(baseUri).build();
  }

  /**
   * Starts a client without a base: its requests take absolute URIs.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder(Optional.empty());
  }

  /**
   * Starts a client.
   *
   * @param baseUri what paths are joined to
   * @return a builder
   * @throws IllegalArgumentException if it is not an absolute http or https URI
   */
  public static Builder builder(String baseUri) {
    return new Builder(Optional.of(new Origin(baseUri)));
  }

  /**
   * Starts a GET request.
   *
   * @param path joined to the base, with <code>{name}</code> for parameters; an absolute URI if the
   *     client has no base
   * @return a builder
   */
  public RequestBuilder get(String path) {
    return request("GET", path);
  }

  /**
   * Starts a GET request to any origin. To another origin than the base's, the client's own headers
   * are not sent.
   *
   * @param uri absolute
   * @return a builder
   */
  public RequestBuilder get(URI uri) {
    return request("GET", uri);
  }

  /**
   * Starts a POST request.
   *
   * @param path joined to the base, with <code>{name}</code> for parameters; an absolute URI if the
   *     client has no base
   * @return a builder
   */
  public RequestBuilder post(String path) {
    return request("POST", path);
  }

  /**
   * Starts a POST request to any origin. To another origin than the base's, the client's own
   * headers are not sent.
   *
   * @param uri absolute
   * @return a builder
   */
  public RequestBuilder post(URI uri) {
    return request("POST", uri);
  }

  /**
   * Starts a PUT request.
   *
   * @param path joined to the base, with <code>{name}</code> for parameters; an absolute URI if the
   *     client has no base
   * @return a builder
   */
  public RequestBuilder put(String path) {
    return request("PUT", path);
  }

  /**
   * Starts a PUT request to any origin. To another origin than the base's, the client's own headers
   * are not sent.
   *
   * @param uri absolute
   * @return a builder
   */
  public RequestBuilder put(URI uri) {
    return request("PUT", uri);
  }

  /**
   * Starts a PATCH request.
   *
   * @param path joined to the base, with <code>{name}</code> for parameters; an absolute URI if the
   *     client has no base
   * @return a builder
   */
  public RequestBuilder patch(String path) {
    return request("PATCH", path);
  }

  /**
   * Starts a PATCH request to any origin. To another origin than the base's, the client's own
   * headers are not sent.
   *
   * @param uri absolute
   * @return a builder
   */
  public RequestBuilder patch(URI uri) {
    return request("PATCH", uri);
  }

  /**
   * Starts a DELETE request.
   *
   * @param path joined to the base, with <code>{name}</code> for parameters; an absolute URI if the
   *     client has no base
   * @return a builder
   */
  public RequestBuilder delete(String path) {
    return request("DELETE", path);
  }

  /**
   * Starts a DELETE request to any origin. To another origin than the base's, the client's own
   * headers are not sent.
   *
   * @param uri absolute
   * @return a builder
   */
  public RequestBuilder delete(URI uri) {
    return request("DELETE", uri);
  }

  /**
   * Starts a HEAD request.
   *
   * @param path joined to the base, with <code>{name}</code> for parameters; an absolute URI if the
   *     client has no base
   * @return a builder
   */
  public RequestBuilder head(String path) {
    return request("HEAD", path);
  }

  /**
   * Starts a HEAD request to any origin. To another origin than the base's, the client's own
   * headers are not sent.
   *
   * @param uri absolute
   * @return a builder
   */
  public RequestBuilder head(URI uri) {
    return request("HEAD", uri);
  }

  /**
   * Starts a OPTIONS request.
   *
   * @param path joined to the base, with <code>{name}</code> for parameters; an absolute URI if the
   *     client has no base
   * @return a builder
   */
  public RequestBuilder options(String path) {
    return request("OPTIONS", path);
  }

  /**
   * Starts a OPTIONS request to any origin. To another origin than the base's, the client's own
   * headers are not sent.
   *
   * @param uri absolute
   * @return a builder
   */
  public RequestBuilder options(URI uri) {
    return request("OPTIONS", uri);
  }

  /**
   * Starts a request of any method.
   *
   * @param method a token, sent as it is given (RFC 9110, section 9.1)
   * @param path joined to the base, with <code>{name}</code> for parameters; an absolute URI if the
   *     client has no base
   * @return a builder
   */
  public RequestBuilder request(String method, String path) {
    Objects.requireNonNull(method, "method");
    return new RequestBuilder(this, method, template(path));
  }

  /**
   * Starts a request of any method to any origin. To another origin than the base's, the client's
   * own headers are not sent.
   *
   * @param method a token, sent as it is given (RFC 9110, section 9.1)
   * @param uri absolute
   * @return a builder
   */
  public RequestBuilder request(String method, URI uri) {
    Objects.requireNonNull(method, "method");
    return new RequestBuilder(this, method, Objects.requireNonNull(uri, "uri").toString());
  }

  /**
   * Starts a multipart form, sent by POST.
   *
   * @param path joined to the base, with <code>{name}</code> for parameters; an absolute URI if the
   *     client has no base
   * @return a builder
   */
  public MultipartRequestBuilder multipart(String path) {
    return new MultipartRequestBuilder(this, template(path));
  }

  /**
   * Starts a multipart form, sent by POST to any origin.
   *
   * @param uri absolute
   * @return a builder
   */
  public MultipartRequestBuilder multipart(URI uri) {
    return new MultipartRequestBuilder(this, Objects.requireNonNull(uri, "uri").toString());
  }

  private String template(String path) {
    Objects.requireNonNull(path, "path");
    return origin.map(base -> base.join(path)).orElse(path);
  }

  Limits limits() {
    return limits;
  }

  /** The client's own headers, if they may go there. */
  Headers headersFor(URI uri) {
    return origin.filter(base -> base.isOf(uri)).isPresent() ? headers : Headers.empty();
  }

  /**
   * Sends a request through the client's middleware. The body of the request is closed when this
   * returns or throws.
   *
   * @param request a request, of {@link RequestSpec#build} or {@link Request#builder}
   * @return the response, of whatever status; the caller closes it
   * @throws IOException if there is none: an {@link io.httpstream.message.ExchangeException}, or
   *     what the body's writer threw
   * @throws IllegalStateException if the client is closed
   */
  @Override
  public Response send(Request request) throws IOException {
    Objects.requireNonNull(request, "request");
    Request bound =
        request.toBuilder().scope(request.scope().child(request.limits().get(Limit.TOTAL))).build();
    Response response = null;
    try {
      checkOpen();
      response = Objects.requireNonNull(chain.send(bound), "a middleware's response");
      request.body().close();
      return response;
    } catch (Throwable failure) {
      closeAfter(failure, request, response);
      throw failure;
    }
  }

  private static void closeAfter(Throwable failure, Request request, @Nullable Response response) {
    try {
      if (response != null) {
        response.abort();
      }
      request.body().close();
    } catch (IOException | RuntimeException e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
    }
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the client is closed");
    }
  }

  /**
   * Cancels all exchanges, open responses included, and frees the threads and sockets of the client
   * and its transport. A native client that was supplied to the transport stays open. Has no effect
   * the second time.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      core.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the transport can't be closed", e);
    }
  }

  /** Collects a client. Not thread-safe. */
  public static final class Builder {
    private final Optional<Origin> origin;
    private final Headers.Builder headers = Headers.builder();
    private final List<Middleware> middleware = new ArrayList<>();
    private Limits limits = Limits.defaults();
    private @Nullable String name;
    private @Nullable Transport transport;
    private @Nullable Sender sender;

    private Builder(Optional<Origin> origin) {
      this.origin = origin;
    }

    /**
     * Chooses the transport by its name; it must be on the class path.
     *
     * @param value for example {@code okhttp}
     * @return this builder
     */
    public Builder transport(String value) {
      chooseOnce();
      this.name = Objects.requireNonNull(value, "name");
      return this;
    }

    /**
     * Sets the transport.
     *
     * @param value belongs to the client from now on and is closed with it; what it wraps, a native
     *     client that was supplied to it, is not
     * @return this builder
     */
    public Builder transport(Transport value) {
      chooseOnce();
      this.transport = Objects.requireNonNull(value, "transport");
      return this;
    }

    /**
     * Sends through a sender instead of a transport: a mock, or another library's client. Nothing
     * guards it: limits other than the scope's are its own affair.
     *
     * @param value not closed with the client
     * @return this builder
     */
    public Builder over(Sender value) {
      chooseOnce();
      this.sender = Objects.requireNonNull(value, "sender");
      return this;
    }

    private void chooseOnce() {
      if (name != null || transport != null || sender != null) {
        throw new IllegalStateException("the client has a transport already; choose one only");
      }
    }

    /**
     * Adds a middleware.
     *
     * @param value what was added first sees the request first
     * @return this builder
     */
    public Builder use(Middleware value) {
      middleware.add(Objects.requireNonNull(value, "middleware"));
      return this;
    }

    /**
     * Adds a header to all requests to the base's origin that do not set it themselves.
     *
     * @param field a token
     * @param value visible ASCII, spaces and tabs
     * @return this builder
     * @throws IllegalArgumentException if name or value can't be sent
     * @throws IllegalStateException if the client has no base, so that nothing says whom the header
     *     may be told
     */
    public Builder header(String field, String value) {
      if (origin.isEmpty()) {
        throw new IllegalStateException(
            "a client's headers are sent to the origin of its base URI only; give it one");
      }
      Request.checkHeader(field, value);
      headers.add(field, value);
      return this;
    }

    /**
     * Changes the limits of time of all requests.
     *
     * @param change gets the limits so far, at first {@link Limits#defaults}
     * @return this builder
     */
    public Builder limits(UnaryOperator<Limits> change) {
      this.limits = Objects.requireNonNull(change.apply(limits), "limits");
      return this;
    }

    /**
     * Makes the client.
     *
     * @return a new client
     * @throws io.httpstream.transport.NoTransportException if the transport is not found
     */
    public HttpStreamClient build() {
      if (sender != null) {
        Sender mock = sender;
        Sender told = request -> mock.send(request).toBuilder().request(request).build();
        return new HttpStreamClient(this, told, () -> {});
      }
      Guard guard = new Guard(transport != null ? transport : load());
      return new HttpStreamClient(this, guard, guard);
    }

    private Transport load() {
      TransportProvider provider =
          name != null ? TransportLoader.named(name) : TransportLoader.any();
      return provider.create(new TransportConfig(limits.get(Limit.CONNECT)));
    }
  }
}
