package io.httpstream.tck.socket;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/** One socket. Used by one exchange at a time; closed from any thread. */
final class Connection {
  private static final int BUFFER = 16 * 1024;

  private final String origin;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private @Nullable ResponseHead earlyHead;

  Connection(String origin, Socket socket) throws IOException {
    this.origin = origin;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
  }

  String origin() {
    return origin;
  }

  InputStream in() {
    return in;
  }

  void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  void flush() throws IOException {
    out.flush();
  }

  /** The final response's head if its first bytes are there while the request is being written. */
  @Nullable ResponseHead earlyHead() throws IOException {
    if (earlyHead == null && in.available() > 0) {
      earlyHead = finalHead();
    }
    return earlyHead;
  }

  /** Reads heads until one is final. */
  ResponseHead finalHead() throws IOException {
    if (earlyHead != null) {
      return earlyHead;
    }
    return ResponseHead.readFinal(in);
  }

  void forgetResponse() {
    earlyHead = null;
  }

  /** Whether the server has neither closed this idle connection nor sent anything on it. */
  boolean isFresh() {
    try {
      socket.setSoTimeout(1);
      in.read();
      return false;
    } catch (SocketTimeoutException e) {
      return restored();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean restored() {
    try {
      socket.setSoTimeout(0);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
