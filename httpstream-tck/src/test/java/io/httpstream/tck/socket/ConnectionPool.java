package io.httpstream.tck.socket;

import io.httpstream.message.Phase;
import io.httpstream.transport.Call;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Idle connections by origin. */
public final class ConnectionPool implements AutoCloseable {
  private static final Duration IDLE_TIME = Duration.ofSeconds(30);

  private final Map<String, Deque<Connection>> idle = new HashMap<>();
  private final Set<Connection> leased = new HashSet<>();
  private final Optional<SSLContext> sslContext;
  private final Executor whenIdle;
  private boolean closed;

  /**
   * Makes a pool without connections.
   *
   * @param config what to heed
   */
  public ConnectionPool(TransportConfig config) {
    this.sslContext = config.sslContext();
    this.whenIdle =
        CompletableFuture.delayedExecutor(
            config.idleTimeout().orElse(IDLE_TIME).toNanos(), TimeUnit.NANOSECONDS);
  }

  Connection lease(URI uri, Call call, boolean looks, UnaryOperator<InputStream> received)
      throws IOException {
    String origin = uri.getScheme() + "://" + uri.getRawAuthority();
    for (Connection next = idle(origin); next != null; next = idle(origin)) {
      if (!looks || next.isFresh()) {
        return leased(next);
      }
      next.close();
    }
    return leased(connect(uri, origin, call, received));
  }

  private Connection connect(URI uri, String origin, Call call, UnaryOperator<InputStream> received)
      throws IOException {
    call.phase(Phase.CONNECTING);
    EndNotingSocket socket = new EndNotingSocket();
    // Also what makes the socket exist for the kernel: one that is closed before is not closed, but
    // connected all the same, by a connect that is under way.
    socket.setTcpNoDelay(true);
    call.onAbort(reason -> closeQuietly(socket));
    try {
      boolean tls = uri.getScheme().equals("https");
      int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
      socket.connect(new InetSocketAddress(uri.getHost(), port));
      if (!tls) {
        return new Connection(origin, socket, socket, received);
      }
      call.phase(Phase.HANDSHAKING);
      return new Connection(origin, handshake(socket, uri.getHost(), port), socket, received);
    } catch (IOException e) {
      closeQuietly(socket);
      throw e;
    }
  }

  private SSLSocket handshake(Socket socket, String host, int port) throws IOException {
    SSLSocketFactory factory =
        sslContext.isPresent()
            ? sslContext.get().getSocketFactory()
            : (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secured = (SSLSocket) factory.createSocket(socket, host, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    // What makes the JDK verify the host's name (RFC 9110, section 4.3.4).
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private synchronized @Nullable Connection idle(String origin) {
    Deque<Connection> connections = idle.get(origin);
    return connections == null ? null : connections.poll();
  }

  private synchronized Connection leased(Connection connection) throws IOException {
    if (closed) {
      connection.close();
      throw new IOException("the transport is closed");
    }
    leased.add(connection);
    connection.use();
    return connection;
  }

  synchronized void giveBack(Connection connection) {
    leased.remove(connection);
    if (closed) {
      connection.close();
      return;
    }
    idle.computeIfAbsent(connection.origin(), key -> new ArrayDeque<>()).push(connection);
    int uses = connection.uses();
    whenIdle.execute(() -> closeUnlessUsed(connection, uses));
  }

  private synchronized void closeUnlessUsed(Connection connection, int uses) {
    Deque<Connection> connections = idle.get(connection.origin());
    if (connections != null && connection.uses() == uses && connections.remove(connection)) {
      connection.close();
    }
  }

  synchronized void drop(Connection connection) {
    leased.remove(connection);
    connection.close();
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.values().forEach(connections -> connections.forEach(Connection::close));
    idle.clear();
    leased.forEach(Connection::close);
    leased.clear();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
