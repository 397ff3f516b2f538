package io.httpstream.tck.server;

import io.httpstream.tck.timing.Timing;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An HTTP/1.1 server on the loopback interface whose connections do what a script says. */
public final class RawServer implements Closeable {
  private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private final ServerSocket listener;
  private final SocketBuffers buffers;
  private final Optional<SSLContext> tls;
  private final List<Script> scripts;
  private final EventLog log = new EventLog();
  private final AtomicInteger accepted = new AtomicInteger();
  private final Set<ServerConnection> open = ConcurrentHashMap.newKeySet();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  private RawServer(
      ServerSocket listener,
      SocketBuffers buffers,
      Optional<SSLContext> tls,
      List<Script> scripts) {
    this.listener = listener;
    this.buffers = buffers;
    this.tls = tls;
    this.scripts = scripts;
  }

  /**
   * Starts a server on a free port.
   *
   * @param buffers sizes of the kernel's buffers
   * @param scripts the first connection follows the first script and so on, those after the last
   *     script the last one
   * @return a server that accepts connections
   */
  public static RawServer start(SocketBuffers buffers, Script... scripts) {
    return start(buffers, Optional.empty(), scripts);
  }

  /**
   * Starts a server with TLS on a free port; it presents the {@link Certificate}.
   *
   * @param buffers sizes of the kernel's buffers
   * @param scripts as above
   * @return a server that accepts connections
   */
  public static RawServer startTls(SocketBuffers buffers, Script... scripts) {
    return start(buffers, Optional.of(Certificate.presenting()), scripts);
  }

  /**
   * Starts a server on a free port of the loopback address of IPv6.
   *
   * @param script for all connections
   * @return a server that accepts connections; empty on a machine without IPv6
   */
  public static Optional<RawServer> startIpv6(Script script) {
    try {
      InetAddress loopback = InetAddress.getByAddress(IPV6_LOOPBACK);
      new ServerSocket(0, 1, loopback).close();
      return Optional.of(start(loopback, SocketBuffers.DEFAULT, Optional.empty(), script));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static RawServer start(
      SocketBuffers buffers, Optional<SSLContext> tls, Script... scripts) {
    return start(InetAddress.getLoopbackAddress(), buffers, tls, scripts);
  }

  private static RawServer start(
      InetAddress address, SocketBuffers buffers, Optional<SSLContext> tls, Script... scripts) {
    if (scripts.length == 0) {
      throw new IllegalArgumentException("a server needs at least one script");
    }
    try {
      ServerSocket listener = new ServerSocket();
      if (buffers.receive() > 0) {
        // Before it is bound: the window of a connection is agreed upon when it is opened.
        listener.setReceiveBufferSize(buffers.receive());
      }
      listener.bind(new InetSocketAddress(address, 0), 500);
      RawServer server = new RawServer(listener, buffers, tls, List.of(scripts));
      server.daemon("tck-server-" + listener.getLocalPort(), server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("the TCK can't listen on the loopback interface", e);
    }
  }

  private void accept() {
    while (!closed) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        if (buffers.send() > 0) {
          socket.setSendBufferSize(buffers.send());
        }
        int number = accepted.incrementAndGet();
        ServerConnection connection = new ServerConnection(this, socket, secured(socket));
        open.add(connection);
        Script script = scripts.get(Math.min(number, scripts.size()) - 1);
        daemon(
            "tck-server-" + listener.getLocalPort() + "-" + number, () -> run(script, connection));
      } catch (IOException e) {
        note(e);
        if (listener.isClosed()) {
          return;
        }
      }
    }
  }

  /** The handshake is done with the first byte that the script reads, on its thread. */
  private Socket secured(Socket socket) throws IOException {
    if (tls.isEmpty()) {
      return socket;
    }
    SSLSocket secured =
        (SSLSocket) tls.get().getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    secured.setUseClientMode(false);
    return secured;
  }

  private void run(Script script, ServerConnection connection) {
    try {
      if (!closed) {
        script.run(connection);
      }
    } catch (Throwable e) {
      note(e);
    } finally {
      connection.end();
      open.remove(connection);
    }
  }

  private void note(Throwable failure) {
    if (!closed) {
      failures.add(failure);
    }
  }

  private void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The address of this server.
   *
   * @param target path and query
   * @return absolute
   */
  public URI uri(String target) {
    String host = listener.getInetAddress() instanceof Inet6Address ? "[::1]" : "127.0.0.1";
    return URI.create(
        (tls.isPresent() ? "https://" : "http://") + host + ":" + listener.getLocalPort() + target);
  }

  /**
   * What happened here.
   *
   * @return requests and what scripts add
   */
  public EventLog log() {
    return log;
  }

  /**
   * How many connections were made.
   *
   * @return since the start
   */
  public int accepted() {
    return accepted.get();
  }

  /**
   * How many connections have a script that is still running.
   *
   * @return now
   */
  public int open() {
    return open.size();
  }

  /** Waits until every script has come to its end, so that all that a server sees has been seen. */
  public void awaitScripts() {
    Timing.eventually(
        "all connections of the server have come to their end, of which " + open() + " are open",
        () -> open.isEmpty());
  }

  /**
   * Fails if a script has failed.
   *
   * @throws AssertionError with what the first one threw
   */
  public void check() {
    Throwable failure = failures.peek();
    if (failure != null) {
      AssertionError error = new AssertionError("the server's script failed: " + failure, failure);
      failures.stream().skip(1).forEach(error::addSuppressed);
      throw error;
    }
  }

  /** Closes the listener and all connections. What scripts throw after that is forgotten. */
  @Override
  public void close() {
    closed = true;
    try {
      listener.close();
    } catch (IOException e) {
      // Closed is closed.
    }
    open.forEach(ServerConnection::close);
  }
}
