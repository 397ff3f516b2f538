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
  private Probe() {}

  /** The socket of ours that a connection uses; null if another factory has made it. */
  static @Nullable Carried carried(Connection connection) {
    return connection.socket() instanceof Carried ours ? ours : null;
  }

  static boolean isClean(Connection connection) {
    Carried ours = carried(connection);
    if (ours == null) {
      return isSilent(connection.socket());
    }
    try {
      return ours.framed().isClean()
          && ours.watched().available() == 0
          && ours.carrier().isReusable();
    } catch (IOException e) {
      // It was closed after OkHttp had taken it from the pool; nothing has been sent.
      return false;
    }
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
