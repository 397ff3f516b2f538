package io.httpstream.transport.okhttp;

import io.httpstream.message.Limits;
import io.httpstream.transport.TransportConfig;
import java.net.Proxy;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** What OkHttp's clients are set to. */
final class ClientSettings {
  private static final int IDLE_CONNECTIONS = 64;
  private static final Duration IDLE_TIME = Duration.ofSeconds(30);

  private ClientSettings() {}

  /** A client of our own, before its user changes it. */
  static OkHttpClient.Builder defaults(TransportConfig config) {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .cookieJar(CookieJar.NO_COOKIES)
            .proxy(Proxy.NO_PROXY)
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionPool(pool(config.idleTimeout().orElse(IDLE_TIME)))
            .dispatcher(new Dispatcher())
            .connectTimeout(milliseconds(config.connectTimeout()), TimeUnit.MILLISECONDS)
            .socketFactory(new ChannelSockets());
    limitless(builder);
    SSLContext context = config.sslContext().orElse(null);
    if (context == null) {
      // With the JDK's own anchors, which a user's certificate pins need.
      trust(builder, defaultContext(), DefaultTrust.manager());
    } else {
      trust(builder, context, new ContextTrust());
    }
    return builder;
  }

  private static ConnectionPool pool(Duration idleTime) {
    long nanos = Limits.isFinite(idleTime) ? idleTime.toNanos() : Long.MAX_VALUE;
    return new ConnectionPool(IDLE_CONNECTIONS, nanos, TimeUnit.NANOSECONDS);
  }

  private static void trust(
      OkHttpClient.Builder builder, SSLContext context, X509TrustManager manager) {
    builder.sslSocketFactory(context.getSocketFactory(), manager);
  }

  private static SSLContext defaultContext() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK's default SSLContext can't be used", e);
    }
  }

  /** The guard's limits do it. */
  private static void limitless(OkHttpClient.Builder builder) {
    builder
        .callTimeout(0, TimeUnit.MILLISECONDS)
        .readTimeout(0, TimeUnit.MILLISECONDS)
        .writeTimeout(0, TimeUnit.MILLISECONDS)
        .pingInterval(0, TimeUnit.MILLISECONDS);
  }

  /** OkHttp counts in an int; 0 is no timeout. */
  private static long milliseconds(Duration timeout) {
    if (!Limits.isFinite(timeout)) {
      return 0;
    }
    if (timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) >= 0) {
      return Integer.MAX_VALUE;
    }
    return Math.max(1, timeout.toMillis());
  }

  /** A copy of a supplied client that can serve as a transport. */
  static OkHttpClient adopt(OkHttpClient client) {
    OkHttpClient.Builder builder = client.newBuilder().protocols(List.of(Protocol.HTTP_1_1));
    limitless(builder);
    if (client.socketFactory() == SocketFactory.getDefault()) {
      builder.socketFactory(new ChannelSockets());
    }
    return equip(builder.build());
  }

  /** A copy of a client with what makes it a transport; after, and beneath, all that a user set. */
  static OkHttpClient equip(OkHttpClient client) {
    OkHttpClient.Builder builder = client.newBuilder();
    X509TrustManager manager = client.x509TrustManager();
    if (manager != null) {
      builder.sslSocketFactory(new LayeredSockets(client.sslSocketFactory()), manager);
    }
    return builder
        .addInterceptor(new FreshConnection())
        .addNetworkInterceptor(new ExactMessage())
        .build();
  }
}
