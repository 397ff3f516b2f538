package io.httpstream;

import io.httpstream.guard.Guard;
import io.httpstream.message.Headers;
import io.httpstream.message.Limits;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.message.ResponseReader;
import io.httpstream.message.Scope;
import io.httpstream.message.Sender;
import io.httpstream.transport.TransportLoader;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Streams HTTP: bodies are written and read while they are on the wire, in constant memory, and the
 * calling thread does the work. Thread-safe; make one and keep it.
 *
 * <p>The transport beneath is found on the class path unless one is given; see {@link
 * TransportLoader} for the order.
 */
public final class HttpStreamClient implements Sender, AutoCloseable {
  private static final String CLOSED = "the client was closed";

  private final @Nullable Guard guard;
  private final Optional<Origin> origin;
  private final Headers headers;
  private final Limits limits;
  private final Calls calls;
  private final AtomicBoolean closed = new AtomicBoolean();

  HttpStreamClient(
      Sender chain,
      @Nullable Guard guard,
      Optional<Origin> origin,
      Headers headers,
      Limits limits) {
    this.calls = new Calls(chain);
    this.guard = guard;
    this.origin = origin;
    this.headers = headers;
    this.limits = limits;
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
  public static HttpStreamClientBuilder builder() {
    return new HttpStreamClientBuilder(Optional.empty());
  }

  /**
   * Starts a client.
   *
   * @param baseUri what paths are joined to
   * @return a builder
   * @throws IllegalArgumentException if it is not an absolute http or https URI
   */
  public static HttpStreamClientBuilder builder(String baseUri) {
    return new HttpStreamClientBuilder(Optional.of(new Origin(baseUri)));
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
    return new RequestBuilder(this, method, template(uri));
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
    return new MultipartRequestBuilder(this, template(uri));
  }

  private String template(String path) {
    Objects.requireNonNull(path, "path");
    return origin.map(base -> base.join(path)).orElse(path);
  }

  /** A fragment is not sent; here it would also swallow query parameters that are added. */
  private static String template(URI uri) {
    String text = Objects.requireNonNull(uri, "uri").toString();
    int fragment = text.indexOf('#');
    return fragment < 0 ? text : text.substring(0, fragment);
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
    return calls.send(request);
  }

  /**
   * Sends a request as {@link #send} does, on a thread of its own: a virtual one where the JDK has
   * them (21 and later), else one of a pool that ends with this client. What depends on the future
   * runs on that thread, where it may block.
   *
   * <p>Cancelling the future, or any stage derived from it, ends the call at once and drops its
   * connection, while the response is read too; so does completing it by hand or a timeout of
   * {@link CompletableFuture#orTimeout}. A response that comes after that is closed. A call whose
   * future the function of {@link CompletableFuture#thenCompose} returns ends with that stage as
   * well; of two calls that {@link CompletableFuture#thenCombine} joins, only that of the future it
   * is called on. What must not end the call gets a {@link
   * CompletableFuture#minimalCompletionStage}.
   *
   * @param request a request, of {@link RequestSpec#build} or {@link Request#builder}
   * @return the response, which whoever gets it closes; or the failure of {@link #send} itself
   * @throws IllegalStateException if the client is closed
   */
  public CompletableFuture<Response> sendAsync(Request request) {
    return calls.sendAside(request, response -> response, Response::abort);
  }

  /**
   * Sends a request as {@link #sendAsync(Request)} does, reads the response on the same thread, and
   * closes it.
   *
   * @param request a request, of {@link RequestSpec#build} or {@link Request#builder}
   * @param reader gets a response of whatever status
   * @param <T> the result
   * @return what the reader returned
   * @throws IllegalStateException if the client is closed
   */
  public <T> CompletableFuture<T> sendAsync(Request request, ResponseReader<T> reader) {
    Objects.requireNonNull(reader, "reader");
    return calls.sendAside(
        request,
        response -> {
          try (response) {
            return reader.read(response);
          }
        },
        result -> {});
  }

  /**
   * Cancels all exchanges, open responses included, and frees the threads and sockets of the client
   * and its transport. A native client that was supplied to the transport stays open. Has no effect
   * the second time.
   *
   * @throws RuntimeException the first that an action of {@link Scope#onCancel} threw; all is
   *     closed then as well
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      calls.end(CLOSED);
    } finally {
      if (guard != null) {
        guard.close();
      }
    }
  }

  /**
   * Closes this client, but lets what is under way come to its end: from now on requests are
   * refused, and what is left after the grace, open responses included, is cancelled. If the thread
   * is interrupted meanwhile, the grace is over; its flag is kept.
   *
   * @param grace how long to wait at most; zero or less is {@link #close()}
   */
  public void close(Duration grace) {
    long nanos = Limits.isFinite(grace) ? grace.toNanos() : Long.MAX_VALUE;
    long begun = System.nanoTime();
    calls.refuse();
    try {
      if (calls.awaitEnd(nanos) && guard != null) {
        guard.awaitEnd(nanos - (System.nanoTime() - begun));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }
}
