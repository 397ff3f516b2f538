package io.httpstream.transport.jdk;

import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A transport over the JDK's own {@code java.net.http} client.
 *
 * <p>All exchanges go over HTTP/1.1, whatever version the client prefers: the JDK takes an HTTP/2
 * upload into memory as fast as it is written, up to the size of the peer's window.
 *
 * <p>What the JDK does by itself and nobody can turn off:
 *
 * <ul>
 *   <li>it reads most responses only after the request's body is sent (JDK-8350451), so that {@link
 *       Capability#EARLY_RESPONSE} is not declared;
 *   <li>it does not tell when the connection of a request without a body is there, so that such a
 *       request is held to the connect limit of the client, not to one of its own;
 *   <li>it sends a GET or HEAD again, once, if a pooled connection turns out to be closed;
 *   <li>it adds a {@code User-Agent} of its own to a request that has none;
 *   <li>before 17.0.18 it adds {@code Content-Length: 0} to every request without a body
 *       (JDK-8283544);
 *   <li>it keeps idle connections for 30 s (20 min before Java 21) unless the system property
 *       {@code jdk.httpclient.keepalive.timeout} says otherwise, for all clients of the JVM, so
 *       that {@link Capability#IDLE_TIMEOUT} is not declared;
 *   <li>it keeps the size of a chunk in an int: one of 4 GiB and more is read modulo 4 GiB, so that
 *       the body may end early, and at one of 2 to 4 GiB a thread of the client runs for ever; a
 *       chunk that is longer than its size is taken for whole;
 *   <li>it tells the names of a response's header fields in lower case, and sorted.
 * </ul>
 *
 * <p>No thread is held by an exchange: the body is written on the caller's thread, and the JDK's
 * callbacks never block. Thread-safe.
 */
public final class JdkTransport implements Transport {
  private final AtomicReference<@Nullable Backend> backend;
  private final Set<Capability> capabilities;

  /**
   * The client, and what frees it. Both are let go of on closing: before Java 21 the client's
   * thread and connections live for as long as anybody holds it.
   */
  private record Backend(HttpClient client, Runnable release) {}

  private JdkTransport(HttpClient client, Set<Capability> capabilities, Runnable release) {
    this.backend = new AtomicReference<>(new Backend(client, release));
    this.capabilities = capabilities;
  }

  /**
   * Makes a transport with a client of its own and the default limits.
   *
   * @return a new transport
   */
  public static JdkTransport create() {
    return customize(builder -> {});
  }

  /**
   * Makes a transport with a client of its own, without a proxy.
   *
   * @param config what to heed; its connect timeout covers TCP and TLS
   * @return a new transport
   */
  public static JdkTransport create(TransportConfig config) {
    return make(config, builder -> {});
  }

  /**
   * Makes a transport with a client of its own, of which the caller sets what the defaults leave
   * open: an {@code SSLContext}, a proxy, an executor. The defaults are HTTP/1.1, no redirects, no
   * proxy, a connect timeout of {@link Limit#CONNECT}'s default, and two daemon threads for
   * callbacks.
   *
   * @param changes called once, with the defaults already set
   * @return a new transport; an executor that was set stays the caller's
   * @throws IllegalArgumentException if the client can be seen to break a rule of transports: it
   *     redirects, authenticates or stores cookies
   */
  public static JdkTransport customize(Consumer<HttpClient.Builder> changes) {
    Objects.requireNonNull(changes, "changes");
    return make(TransportConfig.defaults(), changes);
  }

  /**
   * Makes a transport over a client that exists. Its version is not heeded, see above; its connect
   * timeout, proxy, {@code SSLContext} and executor are.
   *
   * <p>A client that is built tells nothing of its connections: over TLS a body that ends with its
   * connection is taken for whole, though the connection was cut and the peer has not said
   * close_notify (RFC 9112, section 9.8).
   *
   * @param client stays the caller's, and is not closed with the transport
   * @return a new transport
   * @throws IllegalArgumentException if the client can be seen to break a rule of transports: it
   *     redirects, authenticates or stores cookies
   */
  public static JdkTransport of(HttpClient client) {
    Objects.requireNonNull(client, "client");
    ClientRules.check(client);
    return new JdkTransport(client, Set.of(Capability.GET_WITH_BODY), () -> {});
  }

  private static JdkTransport make(TransportConfig config, Consumer<HttpClient.Builder> changes) {
    CallbackThreads threads = new CallbackThreads();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(threads);
    if (Limits.isFinite(config.connectTimeout())) {
      builder.connectTimeout(config.connectTimeout());
    }
    builder.sslContext(
        config.sslContext().map(TlsContext::over).orElseGet(TlsContext::overDefault));
    changes.accept(builder);
    HttpClient client = built(builder);
    ClientRules.check(client);
    return new JdkTransport(
        client,
        Set.of(Capability.GET_WITH_BODY, Capability.SSL_CONTEXT),
        () -> {
          ClientShutdown.shutDown(client);
          threads.shutDown();
        });
  }

  /** A client whose connections can be asked how they ended, whichever context was set. */
  private static HttpClient built(HttpClient.Builder builder) {
    HttpClient client = builder.build();
    SSLContext set = client.sslContext();
    if (set instanceof TlsContext) {
      return client;
    }
    ClientShutdown.shutDown(client);
    return builder.sslContext(TlsContext.over(set)).build();
  }

  @Override
  public Response exchange(Request request, Call call) throws IOException {
    Backend current = backend.get();
    if (current == null) {
      throw new IllegalStateException("the transport is closed");
    }
    return new JdkExchange(request, call).run(current.client());
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  /**
   * Frees the threads and connections of a client that the transport has made; one that was
   * supplied is left alone. Before Java 21 the JDK has no way to do it at once: the client's thread
   * ends, and its connections are closed, when the last reference to it is gone and the garbage
   * collector has seen that.
   */
  @Override
  public void close() {
    Backend last = backend.getAndSet(null);
    if (last != null) {
      last.release().run();
    }
  }
}
