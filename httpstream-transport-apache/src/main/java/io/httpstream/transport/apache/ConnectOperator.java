package io.httpstream.transport.apache;

import io.httpstream.message.Phase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;

/** Connects, and tells the exchange how far that is. */
final class ConnectOperator extends DefaultHttpClientConnectionOperator {
  ConnectOperator(SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
    super(
        new ChannelSockets(),
        ports,
        names,
        RegistryBuilder.<TlsSocketStrategy>create().register(URIScheme.HTTPS.id, tls).build());
  }

  @Override
  public void connect(
      ManagedHttpClientConnection connection,
      HttpHost host,
      NamedEndpoint name,
      Path unixSocket,
      InetSocketAddress local,
      Timeout timeout,
      SocketConfig config,
      Object attachment,
      HttpContext context)
      throws IOException {
    ApacheExchange exchange = ExchangeContext.exchangeOf(context);
    if (exchange != null) {
      exchange.enter(Phase.CONNECTING);
    }
    super.connect(connection, host, name, unixSocket, local, timeout, config, attachment, context);
  }

  @Override
  protected void onBeforeTlsHandshake(HttpContext context, HttpHost host) {
    ApacheExchange exchange = ExchangeContext.exchangeOf(context);
    if (exchange != null) {
      exchange.tell(Phase.HANDSHAKING);
    }
  }
}
