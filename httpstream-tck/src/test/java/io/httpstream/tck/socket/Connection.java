package io.httpstream.tck.socket;

import io.httpstream.transport.Call;
import io.httpstream.transport.ResponseWatch;
import io.httpstream.transport.WatchedInput;
import io.httpstream.transport.Wire;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.UnaryOperator;

/** One socket. Used by one exchange at a time; closed from any thread. */
final class Connection {
  private static final int BUFFER = 16 * 1024;

  private final String origin;
  private final Socket socket;
  private final EndNotingSocket transport;
  private final WatchedInput watched;
  private final InputStream in;
  private final OutputStream out;
  private volatile int uses;

  /** HTTP over this socket, which may be TLS over the other. */
  Connection(
      String origin, Socket socket, EndNotingSocket transport, UnaryOperator<InputStream> received)
      throws IOException {
    this.origin = origin;
    this.socket = socket;
    this.transport = transport;
    InputStream carried = transport.getInputStream();
    InputStream plain = transport == socket ? carried : transport.vouched(socket.getInputStream());
    this.watched = WatchedInput.of(plain, carried, socket);
    this.in = new BufferedInputStream(received.apply(watched), BUFFER);
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
  }

  String origin() {
    return origin;
  }

  /** How many exchanges have begun on it. */
  int uses() {
    return uses;
  }

  // One exchange after the other.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void use() {
    uses++;
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

  /** A wire that looks for a response before each piece, and while one is held up. */
  Wire watched(Wire wire, Call call) {
    return ResponseWatch.over(wire, call, watched, this::stopWriting);
  }

  private void stopWriting() {
    try {
      transport.shutdownOutput();
    } catch (IOException e) {
      // Closed is closed.
    }
  }

  /** Reads heads until one is final. */
  ResponseHead finalHead(int mostInformational, int longest) throws IOException {
    return ResponseHead.readFinal(in, mostInformational, longest);
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
      transport.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
