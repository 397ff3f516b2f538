package io.httpstream.transport.apache;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server that does byte for byte what a test says; one thread per connection. */
final class RawServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  /** What is done with a connection; it is closed afterwards. */
  @FunctionalInterface
  interface Script {
    void run(Peer peer) throws Exception;
  }

  RawServer(Script script) throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(() -> accept(script));
  }

  private void accept(Script script) {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        daemon(() -> serve(script, socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void serve(Script script, Socket socket) {
    try (socket) {
      script.run(new Peer(socket));
    } catch (Exception e) {
      // What the script had to see it has told by its latches.
    }
  }

  static void daemon(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI uri() {
    return URI.create("http://" + authority() + "/");
  }

  String authority() {
    return listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** The server's end of one connection. */
  static final class Peer {
    final Socket socket;
    final InputStream in;
    private final OutputStream out;

    Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
      this.out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
    }

    /** Reads a request's head, with the empty line. */
    String head() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) readOrThrow());
      }
      return head.toString();
    }

    String line() throws IOException {
      StringBuilder line = new StringBuilder();
      while (line.indexOf("\r\n") < 0) {
        line.append((char) readOrThrow());
      }
      return line.substring(0, line.length() - 2);
    }

    /** Reads one chunk; an empty one is the end of the message. */
    byte[] chunk() throws IOException {
      int length = Integer.parseInt(line(), 16);
      byte[] chunk = in.readNBytes(length);
      if (chunk.length < length || !line().isEmpty()) {
        throw new EOFException("a chunk is cut");
      }
      return chunk;
    }

    private int readOrThrow() throws IOException {
      int value = in.read();
      if (value < 0) {
        throw new EOFException("the client has closed the connection");
      }
      return value;
    }

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Waits until the client has closed or reset the connection. */
    void awaitEnd() {
      long unused = skipToEnd();
    }

    /** Skips what comes until the client has closed or reset the connection: how much that was. */
    long skipToEnd() {
      long skipped = 0;
      try {
        while (in.read() >= 0) {
          skipped++;
        }
      } catch (IOException reset) {
        // Which is an end, too.
      }
      return skipped;
    }
  }
}
