package io.httpstream.tck.server;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One connection of a {@link RawServer}: what its script reads and writes. */
public final class ServerConnection {
  private final RawServer server;

  /** What a reset goes to. */
  private final Socket transport;

  /** What is read and written: the same, or TLS over it. */
  private final Socket socket;

  private final InputStream in;

  ServerConnection(RawServer server, Socket transport, Socket socket) throws IOException {
    this.server = server;
    this.transport = transport;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
  }

  /**
   * Reads the head of a request.
   *
   * @return the head
   * @throws IOException if there is none
   */
  public RequestHead readHead() throws IOException {
    return nextHead().orElseThrow(() -> new EOFException("the client closed the connection"));
  }

  /**
   * Reads the head of the next request.
   *
   * @return empty if the client has closed the connection
   * @throws IOException if it ends within the head
   */
  public Optional<RequestHead> nextHead() throws IOException {
    StringBuilder text = new StringBuilder();
    if (!hasMore()) {
      return Optional.empty();
    }
    for (String line = ChunkFraming.line(in); !line.isEmpty(); line = ChunkFraming.line(in)) {
      text.append(text.isEmpty() ? "" : "\r\n").append(line);
    }
    RequestHead head = RequestHead.parse(text.toString());
    server.log().add(head.method() + " " + head.target());
    return Optional.of(head);
  }

  private boolean hasMore() {
    try {
      in.mark(1);
      int first = in.read();
      in.reset();
      return first >= 0;
    } catch (IOException e) {
      // A reset of an idle connection is an end like any other.
      return false;
    }
  }

  /**
   * Reads one chunk of a chunked body, as it was framed by the client.
   *
   * @return its bytes, empty after the last
   * @throws IOException if the connection ends before
   */
  public Optional<byte[]> nextChunk() throws IOException {
    long size = ChunkFraming.size(in);
    if (size == 0) {
      ChunkFraming.skipTrailers(in);
      return Optional.empty();
    }
    byte[] chunk = readBytes((int) size);
    ChunkFraming.endOfChunk(in);
    return Optional.of(chunk);
  }

  /**
   * Reads bytes as they are on the wire.
   *
   * @param count how many
   * @return exactly as many
   * @throws IOException if the connection ends before
   */
  public byte[] readBytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the client sent " + bytes.length + " bytes of " + count);
    }
    return bytes;
  }

  /**
   * Reads bytes as they are on the wire, or as many as come.
   *
   * @param count how many at most
   * @return how many came until the client closed or reset the connection
   */
  public long readSome(long count) {
    long seen = 0;
    byte[] buffer = new byte[64 * 1024];
    try {
      while (seen < count) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, count - seen));
        if (read < 0) {
          break;
        }
        seen += read;
      }
    } catch (IOException e) {
      // A reset is an end too.
    }
    return seen;
  }

  /**
   * The body of a request, piece by piece.
   *
   * @param head its head
   * @return ends with the body; throws an EOFException if the message ends before
   */
  public InputStream body(RequestHead head) {
    return new RequestBodyStream(in, head);
  }

  /**
   * Reads the body of a request to its end, be it the right one or not.
   *
   * @param head its head
   * @return what was seen
   */
  public BodySeen receive(RequestHead head) {
    BodySeen seen = Receiver.receive(body(head));
    server.log().add(head.method() + " " + head.target() + ": " + seen);
    return seen;
  }

  /**
   * Reads and throws away all bytes until the client closes or resets the connection.
   *
   * @return how many there were
   */
  public long drain() {
    return readSome(Long.MAX_VALUE);
  }

  /**
   * Sends bytes as they are.
   *
   * @param bytes all of them
   * @throws IOException if the client has closed the connection
   */
  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /**
   * Sends text as it is.
   *
   * @param text in Latin-1
   * @throws IOException if the client has closed the connection
   */
  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * Closes this side for writing; reading goes on.
   *
   * @throws IOException if the client has closed the connection
   */
  public void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /**
   * Closes this side of the TCP connection for writing, and waits for the client to close the
   * other; over TLS nobody has said that this was the end.
   *
   * @throws IOException if it was closed before
   */
  public void cut() throws IOException {
    transport.shutdownOutput();
    drain();
  }

  /**
   * Closes the connection with a reset.
   *
   * @throws IOException if it was closed before
   */
  public void reset() throws IOException {
    transport.setSoLinger(true, 0);
    transport.close();
  }

  /**
   * The server's log.
   *
   * @return shared by all connections
   */
  public EventLog log() {
    return server.log();
  }

  /** Ends the connection as a server does that has nothing to add; TLS says so. */
  void end() {
    closeQuietly(socket);
    close();
  }

  /** Closes the connection at once, whoever is blocked in it. */
  void close() {
    closeQuietly(transport);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
