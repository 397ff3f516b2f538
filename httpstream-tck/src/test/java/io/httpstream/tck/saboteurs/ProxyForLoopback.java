package io.httpstream.tck.saboteurs;

import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs in a JVM that looks for a proxy, where there is none, for addresses of this machine too: in
 * one check only, as a JVM has one selector for all.
 */
@Breaks(ids = "CFG-004", message = "where the servers of the TCK are, but a plain socket got")
final class ProxyForLoopback extends FixtureSaboteur {
  @Override
  protected Transport transport(TransportConfig config) {
    Selector.arm();
    return new SocketTransport(config);
  }

  private static final class Selector extends ProxySelector {
    private static final AtomicBoolean ARMED = new AtomicBoolean();

    private final ProxySelector usual;

    private Selector(ProxySelector usual) {
      this.usual = usual;
    }

    static synchronized void arm() {
      ARMED.set(true);
      ProxySelector current = ProxySelector.getDefault();
      if (!(current instanceof Selector)) {
        ProxySelector.setDefault(new Selector(current));
      }
    }

    @Override
    public List<Proxy> select(URI uri) {
      if (Thread.currentThread().getName().equals("tck-CFG-004")
          && ARMED.compareAndSet(true, false)) {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        return List.of(new Proxy(Proxy.Type.SOCKS, nobody));
      }
      return usual.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      // The check tells it.
    }
  }
}
