package io.httpstream.transport.jetty;

import io.httpstream.message.Limit;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.client.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A transport over the HTTP client of Jetty 12.1.
 *
 * <p>All exchanges go over HTTP/1.1, whatever protocols a client that was supplied speaks beside
 * it. A response that arrives before the request's body is complete is seen at once, over TLS too:
 * {@link Capability#EARLY_RESPONSE} is declared.
 *
 * <p>No thread is held by an exchange: the body is written on the caller's thread, straight from
 * the array that it was written into, and Jetty's callbacks never block. Thread-safe.
 */
public final class JettyTransport implements Transport {
  private final AtomicReference<@Nullable Backend> backend;
  private final Set<Capability> capabilities;
  private final Set<JettyExchange> open = ConcurrentHashMap.newKeySet();

  /** The client, and what frees it. */
  private record Backend(HttpClient client, Runnable release) {}

  private JettyTransport(HttpClient client, Set<Capability> capabilities, Runnable release) {
    this.backend = new AtomicReference<>(new Backend(client, release));
    this.capabilities = capabilities;
  }

  /**
   * Makes a transport with a client of its own and the default limits.
   *
   * @return a new transport
   */
  public static JettyTransport create() {
    return customize(client -> {});
  }

  /**
   * Makes a transport with a client of its own, without a proxy.
   *
   * @param config what to heed; its connect timeout is Jetty's for each address of a host
   * @return a new transport
   */
  public static JettyTransport create(TransportConfig config) {
    return make(config, client -> {});
  }

  /**
   * Makes a transport with a client of its own, of which the caller sets what the defaults leave
   * open: an {@code SslContextFactory.Client}, a proxy, an executor, an address to bind to. The
   * defaults are no redirects, no decompression, no cookies, no header fields of Jetty's own, no
   * proxy, no limit to the connections of an origin, a connect timeout of {@link Limit#CONNECT}'s
   * default, idle connections closed after half a minute, and a few daemon threads.
   *
   * @param changes called once, with the defaults already set, before the client is started
   * @return a new transport; what was set is stopped with the client, as Jetty does with what it
   *     manages
   * @throws IllegalArgumentException if the client can be seen to break a rule of transports: it
   *     redirects, decompresses, stores cookies or adds header fields
   */
  public static JettyTransport customize(Consumer<HttpClient> changes) {
    Objects.requireNonNull(changes, "changes");
    return make(TransportConfig.defaults(), changes);
  }

  /**
   * Makes a transport over a client that exists and is started.
   *
   * <p>Some things can't be mended in a client that somebody else has made:
   *
   * <ul>
   *   <li>of a body that is sent in chunks, the line end behind a chunk is sent with the next one,
   *       so that a server which waits for it sees flushed bytes late;
   *   <li>a response's body that ends with its connection looks complete when that was reset;
   *   <li>a response is mostly lost if its connection is reset right behind it while the request's
   *       body is still being written;
   *   <li>over TLS, a response that comes while a write is blocked stays unseen now and then, until
   *       the limit of a write stall ends the exchange;
   *   <li>idle connections are not looked at before they are used again;
   *   <li>waiting for one of the client's connections counts as connecting, and when one connection
   *       can't be made all exchanges fail that wait for one to the same origin;
   *   <li>large writes are copied once;
   *   <li>Jetty may still touch a buffer that it has given back to its pool, when a response fails
   *       (its issue 12934), and another response be read wrong; a client whose pool is {@code
   *       ByteBufferPool.NON_POOLING} is safe from that.
   * </ul>
   *
   * @param client stays the caller's, and is not stopped with the transport; exchanges of the
   *     transport are ended with it
   * @return a new transport
   * @throws IllegalArgumentException if the client is not started, or can be seen to break a rule
   *     of transports: it redirects, decompresses, authenticates, stores cookies, adds header
   *     fields, or takes response headers without a bound
   */
  public static JettyTransport of(HttpClient client) {
    Objects.requireNonNull(client, "client");
    ClientRules.checkStarted(client);
    return new JettyTransport(
        client, Set.of(Capability.EARLY_RESPONSE, Capability.GET_WITH_BODY), () -> {});
  }

  private static JettyTransport make(TransportConfig config, Consumer<HttpClient> changes) {
    OwnClient own = OwnClient.start(config, changes);
    return new JettyTransport(
        own.client(),
        Set.of(
            Capability.EARLY_RESPONSE,
            Capability.GET_WITH_BODY,
            Capability.SSL_CONTEXT,
            Capability.IDLE_TIMEOUT),
        own::stop);
  }

  @Override
  public Response exchange(Request request, Call call) throws IOException {
    Backend current = backend.get();
    if (current == null) {
      throw closed();
    }
    JettyExchange exchange = new JettyExchange(current.client(), request, call, open::remove);
    open.add(exchange);
    if (backend.get() == null) {
      // Closed in between: close() may have looked through the open exchanges already.
      open.remove(exchange);
      throw closed();
    }
    return exchange.run();
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the transport is closed");
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  /**
   * Ends all exchanges, open response bodies included, and stops a client that the transport has
   * made, with its threads and connections; one that was supplied is left alone.
   */
  @Override
  public void close() {
    Backend last = backend.getAndSet(null);
    if (last != null) {
      open.forEach(exchange -> exchange.abort(new IOException("the transport was closed")));
      last.release().run();
    }
  }
}
