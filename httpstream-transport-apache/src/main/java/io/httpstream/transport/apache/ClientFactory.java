package io.httpstream.transport.apache;

import io.httpstream.message.Limits;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Makes clients that do nothing by themselves. */
final class ClientFactory {
  /** Waiting is limited by the guard; zero would mean not to wait at all. */
  private static final Timeout NEVER = Timeout.ofDays(365);

  private ClientFactory() {}

  /** Makes a client of ours; the callers' changes come after all defaults. */
  static Backend make(
      TransportConfig config,
      Consumer<PoolingHttpClientConnectionManagerBuilder> connections,
      Consumer<HttpClientBuilder> changes) {
    PoolingHttpClientConnectionManagerBuilder pool = new PoolBuilder();
    defaults(pool, config);
    connections.accept(pool);
    PoolingHttpClientConnectionManager made = pool.build();
    HttpClientBuilder client = HttpClientBuilder.create();
    defaults(client);
    client.setConnectionManager(made);
    changes.accept(client);
    return Backend.ours(client.build(), new IdleConnections(made, idleTime(config)));
  }

  private static Duration idleTime(TransportConfig config) {
    return config.idleTimeout().orElse(IdleConnections.STANDARD);
  }

  /** As Apache says it. */
  private static Timeout timeout(Duration time) {
    return Limits.isFinite(time) ? Timeout.of(time) : Timeout.DISABLED;
  }

  private static final class PoolBuilder extends PoolingHttpClientConnectionManagerBuilder {
    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
        SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
      return new ConnectOperator(ports, names, tls);
    }
  }

  private static void defaults(
      PoolingHttpClientConnectionManagerBuilder pool, TransportConfig config) {
    Timeout connect = timeout(config.connectTimeout());
    pool.setConnectionFactory(
            socket -> {
              WireConnection connection = new WireConnection();
              if (socket != null) {
                connection.bind(socket);
              }
              return connection;
            })
        // The one policy that closes connections without a lock on the whole pool; it knows no
        // limit over all routes, which is none of its business here.
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
        .setMaxConnPerRoute(Integer.MAX_VALUE)
        .setMaxConnTotal(Integer.MAX_VALUE)
        .setTlsSocketStrategy(
            config.sslContext().map(ClientFactory::tls).orElse(ClientFactory::upgradeByDefault))
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
        .setDefaultSocketConfig(
            SocketConfig.custom().setSoTimeout(Timeout.DISABLED).setTcpNoDelay(true).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connect)
                .setSocketTimeout(Timeout.DISABLED)
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .setIdleTimeout(timeout(idleTime(config)))
                .build());
  }

  private static TlsSocketStrategy tls(SSLContext context) {
    return new DefaultClientTlsStrategy(context, HostnameVerificationPolicy.BUILTIN, null);
  }

  /** The JDK's default context is loaded when it is needed, if ever. */
  private static SSLSocket upgradeByDefault(
      Socket socket, String host, int port, Object attachment, HttpContext context)
      throws IOException {
    SSLContext known;
    try {
      known = SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new SSLException("the JDK's default SSLContext can't be made", e);
    }
    return tls(known).upgrade(socket, host, port, attachment, context);
  }

  private static void defaults(HttpClientBuilder client) {
    client
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableConnectionState()
        .disableDefaultUserAgent()
        .setRequestExecutor(new ExchangeExecutor())
        .setDefaultRequestConfig(RequestConfig.custom().setConnectionRequestTimeout(NEVER).build());
  }
}
