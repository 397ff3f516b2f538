package io.httpstream.tck.interop;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port on this machine whose connections go through a proxy, by CONNECT: what a transport sends
 * there goes through the proxy's tunnel, though clients can't be told of proxies yet.
 */
final class Tunnel implements AutoCloseable {
  private final ServerSocket listener;
  private final URI proxy;
  private final String target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private Tunnel(ServerSocket listener, URI proxy, String target) {
    this.listener = listener;
    this.proxy = proxy;
    this.target = target;
  }

  /** Listens until it is closed. */
  static Tunnel through(URI proxy, String target) throws IOException {
    Tunnel tunnel =
        new Tunnel(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), proxy, target);
    start("tck-tunnel", tunnel::accept);
    return tunnel;
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void start(String name, Action action) {
    Thread thread =
        new Thread(
            () -> {
              try {
                action.run();
              } catch (IOException e) {
                // Either side has ended, which the other is told by the close of its socket.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  URI uri(String scheme, String path) {
    return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort() + path);
  }

  String target() {
    return target;
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket inner = listener.accept();
      sockets.add(inner);
      start("tck-tunnel-connect", () -> connect(inner));
    }
  }

  private void connect(Socket inner) throws IOException {
    try {
      Socket outer = new Socket(proxy.getHost(), proxy.getPort());
      sockets.add(outer);
      String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n";
      outer.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      readHead(outer.getInputStream());
      start("tck-tunnel-up", () -> pass(inner, outer));
      pass(outer, inner);
    } catch (IOException e) {
      inner.close();
      throw e;
    }
  }

  private static void readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0 || head.length() > 10_000) {
        throw new IOException("a proxy must answer CONNECT, but said " + head);
      }
      head.append((char) next);
    }
    if (!head.toString().startsWith("HTTP/1.1 200 ")) {
      throw new IOException("a proxy must open a tunnel, but said " + head);
    }
  }

  /** Passes bytes, then the end. */
  private static void pass(Socket from, Socket to) throws IOException {
    OutputStream out = to.getOutputStream();
    byte[] buffer = new byte[64 * 1024];
    InputStream in = from.getInputStream();
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
    }
    to.shutdownOutput();
  }

  /** Ends all connections. */
  @Override
  public void close() {
    try {
      listener.close();
      for (Closeable socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
