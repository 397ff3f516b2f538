package io.httpstream.transport.jetty;

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
import java.util.zip.CRC32C;
import javax.net.ServerSocketFactory;

/** A server that does byte for byte what a test says, plain or over TLS. */
final class RawServer implements AutoCloseable {
  private final String scheme;
  private final ServerSocket listener;
  private final Queue<Socket> accepted = new ConcurrentLinkedQueue<>();

  /** What is done with a connection, which is closed afterwards. */
  @FunctionalInterface
  interface Script {
    void run(Peer peer) throws Exception;
  }

  RawServer(Script script) throws IOException {
    this("http", ServerSocketFactory.getDefault(), script);
  }

  RawServer(String scheme, ServerSocketFactory sockets, Script script) throws IOException {
    this.scheme = scheme;
    this.listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    inBackground(
        () -> {
          while (true) {
            Socket socket = listener.accept();
            accepted.add(socket);
            inBackground(
                () -> {
                  try (socket) {
                    script.run(new Peer(socket));
                  }
                });
          }
        });
  }

  /** Answers each request on each connection with the same text. */
  static RawServer answering(String answer) throws IOException {
    return new RawServer(
        peer -> {
          while (true) {
            peer.head();
            peer.send(answer);
          }
        });
  }

  /** Work whose failure nobody needs to hear of: a test waits for what it should have done. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  static Thread inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                // The end of the test, or of the connection.
              }
            },
            "raw-server");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  URI uri() {
    return uri("/");
  }

  URI uri(String target) {
    return URI.create(scheme + "://" + authority() + target);
  }

  String authority() {
    return listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
  }

  int connections() {
    return accepted.size();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : accepted) {
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
      this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      this.out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    }

    String head() throws IOException {
      StringBuilder head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) {
        head.append(line()).append("\r\n");
      }
      return head.toString();
    }

    String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new EOFException("the client has closed the connection");
        }
        line.append((char) c);
      }
      return line.substring(0, line.length() - 1);
    }

    /** Reads one chunk with its end; an empty one is the end of the message. */
    byte[] chunk() throws IOException {
      int length = Integer.parseInt(line(), 16);
      byte[] chunk = in.readNBytes(length);
      if (chunk.length < length || !line().isEmpty()) {
        throw new EOFException("a chunk is cut");
      }
      return chunk;
    }

    /** Reads chunks to the end of the message; their checksum. */
    long sumOfChunks() throws IOException {
      CRC32C sum = new CRC32C();
      for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
        sum.update(chunk, 0, chunk.length);
      }
      return sum.getValue();
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

    /** Returns when the client has closed or reset the connection. */
    void awaitEnd() {
      try {
        long unused = in.transferTo(OutputStream.nullOutputStream());
      } catch (IOException reset) {
        // Which is an end, too.
      }
    }
  }
}
