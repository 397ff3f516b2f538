package io.httpstream.transport.apache;

import io.httpstream.transport.CarrierSocket;
import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import org.apache.hc.client5.http.io.DetachedSocketFactory;

/**
 * Makes sockets that have a channel. Used like any other they let it be seen without waiting
 * whether the peer has closed an idle connection, take several buffers in one system call, and heed
 * the interrupt of a platform thread, which other sockets don't. With TLS over them they also tell
 * whether its end was one.
 */
final class ChannelSockets implements DetachedSocketFactory {
  @Override
  public Socket create(Proxy proxy) throws IOException {
    // Channels know nothing of SOCKS.
    return CarrierSocket.over(proxy == null ? SocketChannel.open().socket() : new Socket(proxy));
  }
}
