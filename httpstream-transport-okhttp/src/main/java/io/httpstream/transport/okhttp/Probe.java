package io.httpstream.transport.okhttp;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import okhttp3.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Asks pooled connections whether they are still of use: open, and with nothing to read. OkHttp
 * itself does so only after ten seconds, and never for a GET.
 */
final class Probe {
  private final @Nullable LayeredSockets layered;

  /** Knows the sockets beneath TLS by the factory that has made them, if there is any. */
  Probe(@Nullable LayeredSockets layered) {
    this.layered = layered;
  }

  /** The socket of ours that carries a connection; null if another factory has made it. */
  @Nullable ChannelSocket carrier(Connection connection) {
    Socket socket = connection.socket();
    if (socket instanceof ChannelSocket ours) {
      return ours;
    }
    return layered == null ? null : layered.carrier(socket);
  }

  static boolean isClean(Connection connection, @Nullable ChannelSocket carrier) {
    return carrier == null ? isSilent(connection.socket()) : carrier.isReusable();
  }

  /** Takes a millisecond. A byte that is there is lost, and so is the connection then. */
  private static boolean isSilent(Socket socket) {
    try {
      int timeout = socket.getSoTimeout();
      socket.setSoTimeout(1);
      try {
        socket.getInputStream().read();
        return false;
      } catch (SocketTimeoutException silent) {
        return true;
      } finally {
        socket.setSoTimeout(timeout);
      }
    } catch (IOException e) {
      return false;
    }
  }
}
