package io.httpstream.transport.jetty;

import io.httpstream.testbed.TestTls;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.ssl.SslClientConnectionFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** What makes connections over TLS, as Jetty does by itself or as the transport has it do. */
final class TlsClient implements AutoCloseable {
  private final ClientConnector connector;
  private final UnaryOperator<ClientConnectionFactory> layer;

  private TlsClient(
      TestTls tls, ClientConnector connector, UnaryOperator<ClientConnectionFactory> layer)
      throws Exception {
    this.connector = connector;
    this.layer = layer;
    SslContextFactory.Client context = new SslContextFactory.Client();
    context.setSslContext(tls.trusting());
    connector.setSslContextFactory(context);
    connector.start();
  }

  static TlsClient byHand(TestTls tls) throws Exception {
    ClientConnector connector = new ClientConnector();
    return new TlsClient(
        tls,
        connector,
        inner ->
            new SslClientConnectionFactory(
                connector.getSslContextFactory(),
                connector.getByteBufferPool(),
                connector.getExecutor(),
                inner));
  }

  static TlsClient ofTheTransport(TestTls tls) throws Exception {
    WireConnector connector = new WireConnector();
    return new TlsClient(
        tls, connector, inner -> connector.newSslClientConnectionFactory(null, inner));
  }

  BareTls connect(URI server) throws Exception {
    return BareTls.connect(connector, layer, server);
  }

  @Override
  public void close() {
    LifeCycle.stop(connector);
  }
}
