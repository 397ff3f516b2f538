package io.httpstream.transport.okhttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Another factory, of which is remembered what sockets of ours it has laid TLS over. */
final class LayeredSockets extends SSLSocketFactory {
  private final SSLSocketFactory factory;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Socket, ChannelSocket> carriers = new WeakHashMap<>();

  LayeredSockets(SSLSocketFactory factory) {
    this.factory = factory;
  }

  @Nullable ChannelSocket carrier(Socket layered) {
    lock.lock();
    try {
      return carriers.get(layered);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Socket createSocket(Socket carrier, String host, int port, boolean autoClose)
      throws IOException {
    Socket layered = factory.createSocket(carrier, host, port, autoClose);
    if (carrier instanceof ChannelSocket ours) {
      lock.lock();
      try {
        carriers.put(layered, ours);
      } finally {
        lock.unlock();
      }
    }
    return layered;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket() throws IOException {
    return factory.createSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return factory.createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return factory.createSocket(host, port, local, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return factory.createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return factory.createSocket(host, port, local, localPort);
  }
}
