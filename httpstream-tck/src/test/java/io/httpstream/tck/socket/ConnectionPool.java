package io.httpstream.tck.socket;

import io.httpstream.message.Phase;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Idle connections by origin. */
final class ConnectionPool {
  private final Map<String, Deque<Connection>> idle = new HashMap<>();
  private final Set<Connection> leased = new HashSet<>();
  private final Optional<SSLContext> sslContext;
  private boolean closed;

  ConnectionPool(Optional<SSLContext> sslContext) {
    this.sslContext = sslContext;
  }

  Connection lease(URI uri, Call call, boolean looks) throws IOException {
    String origin = uri.getScheme() + "://" + uri.getRawAuthority();
    for (Connection next = idle(origin); next != null; next = idle(origin)) {
      if (!looks || next.isFresh()) {
        return leased(next);
      }
      next.close();
    }
    return leased(connect(uri, origin, call));
  }

  private Connection connect(URI uri, String origin, Call call) throws IOException {
    call.phase(Phase.CONNECTING);
    EndNotingSocket socket = new EndNotingSocket();
    call.onAbort(reason -> closeQuietly(socket));
    try {
      boolean tls = uri.getScheme().equals("https");
      int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
      socket.connect(new InetSocketAddress(uri.getHost(), port));
      socket.setTcpNoDelay(true);
      if (!tls) {
        return new Connection(origin, socket, socket);
      }
      call.phase(Phase.HANDSHAKING);
      return new Connection(origin, handshake(socket, uri.getHost(), port), socket);
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
    return connection;
  }

  synchronized void giveBack(Connection connection) {
    leased.remove(connection);
    if (closed) {
      connection.close();
      return;
    }
    idle.computeIfAbsent(connection.origin(), key -> new ArrayDeque<>()).push(connection);
  }

  synchronized void drop(Connection connection) {
    leased.remove(connection);
    connection.close();
  }

  synchronized void close() {
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
