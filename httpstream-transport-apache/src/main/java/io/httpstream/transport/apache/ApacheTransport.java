package io.httpstream.transport.apache;

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
import java.util.function.Consumer;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;

/**
 * A transport over the classic client of Apache HttpClient 5: HTTP/1.1, everything on the caller's
 * thread, no thread of its own but one that closes idle connections, as long as there are any.
 *
 * <p>What Apache does by itself and nobody can turn off:
 *
 * <ul>
 *   <li>it refuses the method CONNECT, TRACE with a body, and OPTIONS with a body but without a
 *       Content-Type (RFC 9110, sections 9.3.7 and 9.3.8);
 *   <li>it resolves the host's name on the caller's thread, where an abort can't end it;
 *   <li>it takes methods that differ from HEAD in nothing but case for HEAD, too.
 * </ul>
 *
 * <p>The interrupt of a thread, virtual or not, ends its exchange. Thread-safe.
 */
public final class ApacheTransport implements Transport {
  private final Backend backend;
  private final Set<Capability> capabilities;

  private ApacheTransport(Backend backend, Set<Capability> capabilities) {
    this.backend = backend;
    this.capabilities = capabilities;
  }

  /**
   * Makes a transport with a client of its own and the default limits.
   *
   * @return a new transport
   */
  public static ApacheTransport create() {
    return create(TransportConfig.defaults());
  }

  /**
   * Makes a transport with a client of its own, without a proxy.
   *
   * @param config what to heed; its connect timeout holds for TCP to each address of the host, and
   *     for each read of the TLS handshake
   * @return a new transport
   */
  public static ApacheTransport create(TransportConfig config) {
    Objects.requireNonNull(config, "config");
    return make(config, pool -> {}, client -> {});
  }

  /**
   * Makes a transport with a client of its own, of which the caller sets what the defaults leave
   * open: a proxy, interceptors, a keep-alive strategy. The defaults are no redirects, retries,
   * cookies, decompression, authentication and proxy, and the connections that {@link
   * #customize(Consumer, Consumer)} tells of.
   *
   * @param changes called once, with the defaults already set
   * @return a new transport
   */
  public static ApacheTransport customize(Consumer<HttpClientBuilder> changes) {
    return customize(pool -> {}, changes);
  }

  /**
   * As {@link #customize(Consumer)}, and connections as well: DNS, TLS, sockets, limits. The
   * defaults are connections without a limit in number, closed after 30 s without use, looked at
   * before they are used again, a connect timeout of {@link Limit#CONNECT}'s default, and no other
   * timeout.
   *
   * <p>The connection manager, its connection factory and the request executor are the transport's
   * own, since Apache's complete a message whose writer has failed. An exchange on a client that
   * has others fails with an {@link IllegalStateException}. Redirects, authentication,
   * decompression, cookies and upgrades stay off whatever is set, and a request that the client
   * would send again fails instead.
   *
   * @param connections called once, with the defaults already set
   * @param changes called once after that, with the defaults already set
   * @return a new transport
   */
  public static ApacheTransport customize(
      Consumer<PoolingHttpClientConnectionManagerBuilder> connections,
      Consumer<HttpClientBuilder> changes) {
    Objects.requireNonNull(connections, "connections");
    Objects.requireNonNull(changes, "changes");
    return make(TransportConfig.defaults(), connections, changes);
  }

  /**
   * Makes a transport over a client that exists. Its pool, timeouts, TLS and proxies are heeded;
   * redirects, authentication, decompression, cookies and upgrades are off for the transport's
   * requests; what it would retry fails, so it should be built with {@code
   * disableAutomaticRetries()}.
   *
   * <p>A client that is built takes no connections of ours: it says {@code Connection: keep-alive}
   * in each request; whether a request without a body is connected, or waits for the pool, is not
   * seen, so that its connect limit is the client's own; a stale connection is noticed if the
   * client was built to ({@code setValidateAfterInactivity}); an interrupt of a platform thread is
   * not heeded; garbage before a response is skipped; what an origin sends unasked after a response
   * is taken for the next one; and over TLS a body that ends with its connection is taken for
   * whole, though the connection was cut and the peer has not said close_notify (RFC 9112, section
   * 9.8).
   *
   * @param client stays the caller's, and is not closed with the transport
   * @return a new transport
   */
  public static ApacheTransport of(CloseableHttpClient client) {
    Objects.requireNonNull(client, "client");
    return new ApacheTransport(Backend.supplied(client), Set.of(Capability.GET_WITH_BODY));
  }

  private static ApacheTransport make(
      TransportConfig config,
      Consumer<PoolingHttpClientConnectionManagerBuilder> connections,
      Consumer<HttpClientBuilder> changes) {
    return new ApacheTransport(
        ClientFactory.make(config, connections, changes),
        Set.of(
            Capability.EARLY_RESPONSE,
            Capability.GET_WITH_BODY,
            Capability.SSL_CONTEXT,
            Capability.IDLE_TIMEOUT));
  }

  @Override
  public Response exchange(Request request, Call call) throws IOException {
    if (backend.isClosed()) {
      throw new IllegalStateException("the transport is closed");
    }
    return new ApacheExchange(request, call, backend).run();
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  /**
   * Closes all connections of a client that the transport has made, those in use as well; a client
   * that was supplied is left alone.
   */
  @Override
  public void close() {
    backend.close();
  }
}
