package io.httpstream.tck;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * A port that neither accepts nor refuses: nobody takes from its queue, which is full, and the
 * kernel drops whoever comes next.
 */
final class SilentPort implements Closeable {
  private static final int MORE_THAN_ENOUGH = 8;

  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final List<SocketChannel> queue = new ArrayList<>();

  private SilentPort() throws IOException {
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
  }

  /** Those that wait stay in the queue, so that no room can come from anywhere. */
  static SilentPort open() throws IOException {
    SilentPort port = new SilentPort();
    try {
      boolean full = false;
      for (int i = 0; i < MORE_THAN_ENOUGH; i++) {
        full = !port.fill();
      }
      if (!full) {
        throw new TestAbortedException("this system does not keep connections waiting");
      }
      return port;
    } catch (IOException e) {
      port.close();
      throw new TestAbortedException("this system refuses connections that would have to wait", e);
    }
  }

  /** On the loopback interface a connection is there at once, if it ever is. */
  private boolean fill() throws IOException {
    SocketChannel waiting = SocketChannel.open();
    queue.add(waiting);
    waiting.configureBlocking(false);
    return waiting.connect(listener.getLocalAddress()) || waiting.finishConnect();
  }

  URI uri(String scheme) throws IOException {
    int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
    return URI.create(scheme + "://127.0.0.1:" + port + "/");
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (SocketChannel waiting : queue) {
      waiting.close();
    }
  }
}
