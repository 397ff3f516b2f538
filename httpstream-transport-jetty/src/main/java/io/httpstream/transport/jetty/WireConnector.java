package io.httpstream.transport.jetty;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;

/** Makes end points of ours for connections over TCP. */
final class WireConnector extends ClientConnector {
  @Override
  protected EndPoint newEndPoint(
      SelectableChannel selectable, ManagedSelector selector, SelectionKey key) {
    return selectable instanceof SocketChannel channel
        ? new WireEndPoint(channel, selector, key, getScheduler())
        : super.newEndPoint(selectable, selector, key);
  }
}
