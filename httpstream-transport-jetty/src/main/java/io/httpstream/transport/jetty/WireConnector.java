package io.httpstream.transport.jetty;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.ssl.SslClientConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes end points of ours for connections over TCP, and connections of ours for TLS, and takes no
 * end of TCP for one of TLS: whoever sits on the line could cut a body that ends with its
 * connection (RFC 9112, section 9.8).
 */
final class WireConnector extends ClientConnector {
  @Override
  public ClientConnectionFactory newSslClientConnectionFactory(
      SslContextFactory.@Nullable Client context, ClientConnectionFactory inner) {
    SslClientConnectionFactory made =
        new TlsConnection.Factory(
            context == null ? getSslContextFactory() : context,
            getByteBufferPool(),
            getExecutor(),
            inner);
    made.setRequireCloseMessage(true);
    return made;
  }

  @Override
  protected EndPoint newEndPoint(
      SelectableChannel selectable, ManagedSelector selector, SelectionKey key) {
    return selectable instanceof SocketChannel channel
        ? new WireEndPoint(channel, selector, key, getScheduler())
        : super.newEndPoint(selectable, selector, key);
  }
}
