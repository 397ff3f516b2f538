package io.httpstream.sample;

import io.httpstream.transport.FramedInput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;

/** One socket. Used by one exchange at a time; closed from any thread. */
final class Connection {
  private static final int BUFFER = 16 * 1024;

  private final String origin;
  private final EndNotingSocket tcp;
  private final Socket socket;
  private final InputStream received;
  private final FramedInput in;
  private final OutputStream out;
  private int uses;

  /** HTTP over a socket, which may be one of TLS over the other. */
  Connection(String origin, EndNotingSocket tcp, Socket socket) throws IOException {
    this.origin = origin;
    this.tcp = tcp;
    this.socket = socket;
    this.received = socket.getInputStream();
    this.in = FramedInput.of(received, StandardCharsets.ISO_8859_1);
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
  }

  String origin() {
    return origin;
  }

  int uses() {
    return uses;
  }

  void countUse() {
    uses++;
  }

  void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    write(bytes, 0, bytes.length);
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  void flush() throws IOException {
    out.flush();
  }

  void expectResponse(String method) {
    in.begin(method);
  }

  /** The response, and nothing behind it. */
  InputStream in() {
    return in;
  }

  /** Whether what was received allows for another exchange. */
  boolean isClean() {
    return in.isClean();
  }

  /** Whether the server has neither closed this idle connection nor sent anything on it. */
  boolean isFresh() {
    try {
      socket.setSoTimeout(1);
      try {
        received.read();
        return false;
      } catch (SocketTimeoutException e) {
        socket.setSoTimeout(0);
        return true;
      }
    } catch (IOException e) {
      return false;
    }
  }

  /** To be asked at the end of what is read: the JDK takes an end of TCP for one of TLS. */
  void checkEndOfTls() throws IOException {
    if (socket != tcp && tcp.hasEnded()) {
      throw new SSLException("the connection ended without a close_notify");
    }
  }

  /** By TCP: the end of TLS would have to be written, and might block. */
  void close() {
    try {
      tcp.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
