package io.httpstream.transport.okhttp;

import io.httpstream.message.Limit;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;

/**
 * A transport over OkHttp 5.
 *
 * <p>All exchanges go over HTTP/1.1, whatever protocols the client offers.
 *
 * <p>What OkHttp does by itself and nobody can turn off:
 *
 * <ul>
 *   <li>it has no GET or HEAD with a body, so that {@link Capability#GET_WITH_BODY} is not
 *       declared;
 *   <li>it rewrites some targets: {@code .} and {@code ..} in the path, encoded or not, and an
 *       apostrophe in the query. Rather than send another target than was asked for, such a request
 *       is refused with an {@link IllegalArgumentException};
 *   <li>it decodes the values of response headers as UTF-8: over a client that was supplied to
 *       {@link #of}, bytes that are not valid UTF-8 are lost;
 *   <li>it refuses a response of status 204 or 205 that has a length;
 *   <li>it resolves host names on the caller's thread, in a call to the JDK that nothing can cut
 *       short.
 * </ul>
 *
 * <p>The body is written, and TLS is negotiated, on the caller's thread; only TCP connections are
 * made on threads that all clients of OkHttp share. Thread-safe.
 */
public final class OkHttpTransport implements Transport {
  private final OkHttpClient client;
  private final Set<Capability> capabilities;
  private final Runnable release;
  private final Set<OkHttpExchange> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private OkHttpTransport(OkHttpClient client, Set<Capability> capabilities, Runnable release) {
    this.client = client;
    this.capabilities = capabilities;
    this.release = release;
  }

  /**
   * Makes a transport with a client of its own and the default limits.
   *
   * @return a new transport
   */
  public static OkHttpTransport create() {
    return create(TransportConfig.defaults());
  }

  /**
   * Makes a transport with a client of its own, without a proxy.
   *
   * @param config what to heed; its connect timeout covers each TCP connection, and the guard's
   *     limit TLS as well
   * @return a new transport
   */
  public static OkHttpTransport create(TransportConfig config) {
    return make(config, builder -> {});
  }

  /**
   * Makes a transport with a client of its own, of which the caller sets what the defaults leave
   * open: a proxy, a {@code Dns}, certificate pins, interceptors, listeners. The defaults are
   * HTTP/1.1, no redirects, no retries, no proxy, the JDK's default {@code SSLContext}, a connect
   * timeout of {@link Limit#CONNECT}'s default and no other timeout, and a pool that keeps up to 64
   * idle connections for 30 seconds.
   *
   * @param changes called once, with the defaults already set
   * @return a new transport; pool and dispatcher are emptied with it only if they are its own
   * @throws IllegalArgumentException if the client can be seen to break a rule of transports: it
   *     redirects, retries, authenticates, caches, stores cookies, or offers another protocol
   */
  public static OkHttpTransport customize(Consumer<OkHttpClient.Builder> changes) {
    Objects.requireNonNull(changes, "changes");
    return make(TransportConfig.defaults(), changes);
  }

  /**
   * Makes a transport over a client that exists: over a copy of it, which shares its pool,
   * dispatcher, interceptors, proxy, TLS settings and connect timeout. Its other timeouts and its
   * protocols are not heeded: there are the limits of each request, and HTTP/1.1.
   *
   * @param client stays the caller's; neither changed, nor is its pool emptied with the transport
   * @return a new transport
   * @throws IllegalArgumentException if the client can be seen to break a rule of transports: it
   *     redirects, retries, authenticates, caches or stores cookies
   */
  public static OkHttpTransport of(OkHttpClient client) {
    Objects.requireNonNull(client, "client");
    ClientRules.check(client);
    return new OkHttpTransport(ClientSettings.adopt(client), Set.of(), () -> {});
  }

  private static OkHttpTransport make(
      TransportConfig config, Consumer<OkHttpClient.Builder> changes) {
    OkHttpClient.Builder builder = ClientSettings.defaults(config);
    OkHttpClient before = builder.build();
    changes.accept(builder);
    OkHttpClient client = builder.build();
    ClientRules.check(client);
    ClientRules.checkProtocols(client);
    boolean ownPool = client.connectionPool() == before.connectionPool();
    Set<Capability> capabilities = EnumSet.of(Capability.SSL_CONTEXT, Capability.IDLE_TIMEOUT);
    if (client.socketFactory() instanceof ChannelSockets) {
      capabilities.add(Capability.EARLY_RESPONSE);
    }
    return new OkHttpTransport(
        ClientSettings.equip(client),
        Set.copyOf(capabilities),
        ownPool ? client.connectionPool()::evictAll : () -> {});
  }

  @Override
  public Response exchange(Request request, Call call) throws IOException {
    OkHttpExchange exchange = new OkHttpExchange(client, request, call, this::ended);
    open.add(exchange);
    if (closed) {
      open.remove(exchange);
      throw new IllegalStateException("the transport is closed");
    }
    return exchange.run();
  }

  private void ended(OkHttpExchange exchange) {
    open.remove(exchange);
    if (closed) {
      // It may have given its connection back after the pool was emptied.
      release.run();
    }
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  /**
   * Ends the exchanges that are open, and closes the idle connections of a pool that the transport
   * has made; one that was supplied is left alone. What OkHttp's process-wide threads are, its
   * {@code TaskRunner} and Okio's {@code Watchdog}, end by themselves when they have been idle for
   * a minute.
   */
  @Override
  public void close() {
    closed = true;
    for (OkHttpExchange exchange : open) {
      exchange.end(new IOException("the transport was closed"));
    }
    release.run();
  }
}
