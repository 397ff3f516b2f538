package io.httpstream.transport.apache;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.StandardCookieSpec;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/** A client of Apache's: one of ours, closed with the transport, or one that was supplied. */
final class Backend {
  private final CloseableHttpClient client;
  private final @Nullable IdleConnections idle;
  private final RequestConfig config;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Backend(CloseableHttpClient client, @Nullable IdleConnections idle) {
    this.client = client;
    this.idle = idle;
    this.config = tamed(client);
  }

  static Backend ours(CloseableHttpClient client, IdleConnections idle) {
    return new Backend(client, idle);
  }

  static Backend supplied(CloseableHttpClient client) {
    return new Backend(client, null);
  }

  /**
   * The client's own timeouts, without whatever it would do by itself. Apache heeds these switches
   * per request, so that they need not be refused in a client that was built for other uses, too.
   */
  private static RequestConfig tamed(CloseableHttpClient client) {
    RequestConfig known = client instanceof Configurable with ? with.getConfig() : null;
    return RequestConfig.copy(known == null ? RequestConfig.DEFAULT : known)
        .setRedirectsEnabled(false)
        .setAuthenticationEnabled(false)
        .setContentCompressionEnabled(false)
        .setExpectContinueEnabled(false)
        .setProtocolUpgradeEnabled(false)
        .setCookieSpec(StandardCookieSpec.IGNORE)
        .build();
  }

  /** Whether its connections are of our making. */
  boolean ours() {
    return idle != null;
  }

  RequestConfig config() {
    return config;
  }

  boolean isClosed() {
    return closed.get();
  }

  ClassicHttpResponse execute(HttpUriRequestBase request, ExchangeContext context)
      throws IOException {
    // In the place of the client's own.
    context.setCookieStore(new BasicCookieStore());
    ClassicHttpResponse response = client.executeOpen(null, request, context);
    if (idle != null) {
      idle.watch();
    }
    return response;
  }

  /** Closes a client of ours, with all its connections; a supplied one is left alone. */
  void close() {
    if (closed.compareAndSet(false, true) && idle != null) {
      idle.close();
      client.close(CloseMode.IMMEDIATE);
    }
  }
}
