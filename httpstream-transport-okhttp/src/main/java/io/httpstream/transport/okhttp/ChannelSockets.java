package io.httpstream.transport.okhttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes the sockets that OkHttp connects; OkHttp asks for unconnected ones only. */
final class ChannelSockets extends SocketFactory {
  @Override
  public Socket createSocket() throws IOException {
    return new ChannelSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw unexpected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw unexpected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw unexpected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw unexpected();
  }

  private static IllegalStateException unexpected() {
    return new IllegalStateException("OkHttp connects its sockets by itself");
  }
}
