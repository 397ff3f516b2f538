package io.httpstream.testbed;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;

/**
 * A server that does byte for byte what a test says, as no library of servers would; one thread per
 * connection. It is plain; {@link TestTls#server} makes one over TLS.
 */
public final class RawServer implements AutoCloseable {
  private final String scheme;
  private final ServerSocket listener;
  private final Queue<Socket> carriers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger closed = new AtomicInteger();

  /** What is done with a connection; it is closed afterwards. */
  @FunctionalInterface
  public interface Script {
    void run(Peer peer) throws Exception;
  }

  /** Work whose failure nobody needs to hear of: a test waits for what it should have done. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** What speaks over the TCP connection: that itself, or TLS. */
  @FunctionalInterface
  interface Layer {
    Socket over(Socket carrier) throws IOException;
  }

  public RawServer(Script script) throws IOException {
    this("http", carrier -> carrier, script);
  }

  RawServer(String scheme, Layer layer, Script script) throws IOException {
    this.scheme = scheme;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(() -> accept(layer, script));
  }

  /** Answers each request on each connection with the same text. */
  public static RawServer answering(String answer) throws IOException {
    return new RawServer(
        peer -> {
          while (true) {
            peer.head();
            peer.send(answer);
          }
        });
  }

  /** Answers the hello of who speaks TLS as many servers do: in plain HTTP. */
  public static RawServer withoutTls() throws IOException {
    return new RawServer(
        peer -> {
          // If it were closed before the client has said hello, that would meet a reset.
          peer.in.read();
          peer.send("HTTP/1.1 400 No TLS\r\n\r\n");
          peer.awaitEnd();
        });
  }

  private void accept(Layer layer, Script script) throws IOException {
    while (true) {
      Socket carrier = listener.accept();
      carriers.add(carrier);
      daemon(
          () -> {
            try {
              serve(carrier, layer, script);
            } finally {
              closed.incrementAndGet();
            }
          });
    }
  }

  private static void serve(Socket carrier, Layer layer, Script script) throws Exception {
    try (carrier;
        Socket socket = layer.over(carrier)) {
      script.run(new Peer(carrier, socket));
    }
  }

  /** Starts a thread that nobody has to end. */
  public static Thread daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                // The end of the test or of the connection: what had to be seen latches have told.
              }
            },
            "raw-server");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  public URI uri() {
    return uri("/");
  }

  public URI uri(String target) {
    return URI.create(scheme + "://" + authority() + target);
  }

  public String authority() {
    return listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
  }

  /** How many there have been. */
  public int connections() {
    return carriers.size();
  }

  /**
   * Waits until each connection that was accepted is closed on this side, and the client can see
   * it: a socket says that it is closed before it is (JDK 25).
   */
  public void awaitClosed() throws InterruptedException {
    while (closed.get() < carriers.size()) {
      Thread.sleep(1);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket carrier : carriers) {
      carrier.close();
    }
  }

  /** The server's end of one connection. */
  public static final class Peer {
    public final Socket socket;
    public final InputStream in;
    private final OutputStream out;
    private final Socket carrier;

    /** For who accepts connections without a server. */
    public Peer(Socket socket) throws IOException {
      this(socket, socket);
    }

    Peer(Socket carrier, Socket socket) throws IOException {
      this.carrier = carrier;
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
      this.out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
    }

    /** Reads a request's head, with the empty line. */
    public String head() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) readOrThrow());
      }
      return head.toString();
    }

    public String line() throws IOException {
      StringBuilder line = new StringBuilder();
      while (line.indexOf("\r\n") < 0) {
        line.append((char) readOrThrow());
      }
      return line.substring(0, line.length() - 2);
    }

    /** Reads one chunk; an empty one is the end of the message. */
    public byte[] chunk() throws IOException {
      int length = Integer.parseInt(line(), 16);
      byte[] chunk = in.readNBytes(length);
      if (chunk.length < length || !line().isEmpty()) {
        throw new EOFException("a chunk is cut");
      }
      return chunk;
    }

    /** Reads chunks to the end of the message; their checksum. */
    public long sumOfChunks() throws IOException {
      CRC32C sum = new CRC32C();
      for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
        sum.update(chunk, 0, chunk.length);
      }
      return sum.getValue();
    }

    private int readOrThrow() throws IOException {
      int value = in.read();
      if (value < 0) {
        throw new EOFException("the client has closed the connection");
      }
      return value;
    }

    public void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Ends TCP alone: over TLS there is no close_notify, as if somebody had cut the wire. */
    public void cut() throws IOException {
      carrier.close();
    }

    /** Waits until the client has closed or reset the connection. */
    public void awaitEnd() {
      long unused = skipToEnd();
    }

    /** Skips what comes until the client has closed or reset the connection: how much that was. */
    public long skipToEnd() {
      byte[] buffer = new byte[64 * 1024];
      long skipped = 0;
      try {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          skipped += count;
        }
      } catch (IOException reset) {
        // Which is an end, too.
      }
      return skipped;
    }
  }
}
