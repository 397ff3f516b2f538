package io.httpstream.transport.jetty;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP connection writes to and reads from. It sends the end of each chunk with the chunk:
 * Jetty sends it with the next one (HttpGenerator.prepareChunk, 12.1.14), and a server may wait for
 * it before it hands out the chunk's bytes; the JDK's own does.
 */
final class ChunkEndPoint implements EndPoint, EndPoint.Wrapper {
  private static final ByteBuffer CRLF =
      ByteBuffer.wrap("\r\n".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();

  /** What the JDK's engine says before the handshake is done. */
  private static final String NO_SESSION = "NONE";

  private final EndPoint delegate;
  private final @Nullable WireEndPoint socket;
  private final ReceivingTurns receiving = new ReceivingTurns();

  // Changed between exchanges, and between one write and the next.
  private volatile boolean chunked;
  private volatile boolean endSent;
  private volatile boolean ended;

  ChunkEndPoint(EndPoint delegate) {
    this.delegate = delegate;
    EndPoint innermost = delegate;
    while (innermost instanceof SslConnection.SslEndPoint tls) {
      innermost = tls.getSslConnection().getEndPoint();
    }
    this.socket = innermost instanceof WireEndPoint wire ? wire : null;
  }

  /** That of a connection of ours; null if somebody else has made it. */
  static @Nullable ChunkEndPoint of(org.eclipse.jetty.client.@Nullable Connection connection) {
    return connection instanceof Connection io && io.getEndPoint() instanceof ChunkEndPoint ours
        ? ours
        : null;
  }

  /** The socket beneath, beneath TLS too. */
  @Nullable WireEndPoint socket() {
    return socket;
  }

  /** Where all is done that reads from here. */
  Executor receiving() {
    return receiving;
  }

  /** Whether bytes of this exchange may have left. */
  boolean hasWritten() {
    return socket != null && socket.hasWritten() && isGreeted();
  }

  /** Whether bytes are those of the program: over TLS the first are those of the handshake. */
  boolean isGreeted() {
    return !(delegate instanceof SslConnection.SslEndPoint tls)
        || !tls.getSslConnection().getSSLEngine().getSession().getProtocol().equals(NO_SESSION);
  }

  /** Whether the peer's bytes have come to their end. */
  boolean isEnded() {
    return ended;
  }

  /** The next request begins. */
  void begin(boolean isChunked) {
    chunked = isChunked;
    endSent = false;
  }

  /** After the head Jetty writes a chunk's size, before it the end of the last one, and content. */
  @Override
  public void write(Callback callback, ByteBuffer... buffers) {
    if (!chunked || buffers.length != 2) {
      delegate.write(callback, buffers);
      return;
    }
    ByteBuffer size = buffers[0];
    if (endSent) {
      size.position(size.position() + CRLF.capacity());
    }
    ByteBuffer content = buffers[1];
    endSent = content.hasRemaining();
    if (endSent) {
      delegate.write(callback, size, content, CRLF.duplicate());
    } else {
      delegate.write(callback, size);
    }
  }

  @Override
  public EndPoint unwrap() {
    return delegate;
  }

  // ---- all else is the delegate's

  @Override
  public SocketAddress getLocalSocketAddress() {
    return delegate.getLocalSocketAddress();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return delegate.getRemoteSocketAddress();
  }

  @Override
  public boolean isOpen() {
    return delegate.isOpen();
  }

  @Override
  public long getCreatedTimeStamp() {
    return delegate.getCreatedTimeStamp();
  }

  @Override
  public void shutdownOutput() {
    delegate.shutdownOutput();
  }

  @Override
  public boolean isOutputShutdown() {
    return delegate.isOutputShutdown();
  }

  @Override
  public boolean isInputShutdown() {
    return delegate.isInputShutdown();
  }

  @Override
  public void close() {
    delegate.close();
  }

  @Override
  public void close(Throwable cause) {
    delegate.close(cause);
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    if (receiving.isLongEnough()) {
      // Nothing for now: if nothing is wrong, Jetty asks to be told of more, and is at once.
      return 0;
    }
    int filled = delegate.fill(buffer);
    if (filled < 0) {
      ended = true;
    } else {
      receiving.hasRead(filled);
    }
    return filled;
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    return delegate.flush(buffers);
  }

  @Override
  public Object getTransport() {
    return delegate.getTransport();
  }

  @Override
  public long getIdleTimeout() {
    return delegate.getIdleTimeout();
  }

  @Override
  public void setIdleTimeout(long millis) {
    delegate.setIdleTimeout(millis);
  }

  @Override
  public void fillInterested(Callback callback) {
    delegate.fillInterested(receiving.inTurn(callback));
  }

  @Override
  public boolean tryFillInterested(Callback callback) {
    return delegate.tryFillInterested(receiving.inTurn(callback));
  }

  @Override
  public boolean isFillInterested() {
    return delegate.isFillInterested();
  }

  @Override
  public Callback cancelWrite(Throwable cause) {
    return delegate.cancelWrite(cause);
  }

  @Override
  public Connection getConnection() {
    return delegate.getConnection();
  }

  @Override
  public void setConnection(Connection connection) {
    delegate.setConnection(connection);
  }

  @Override
  public void onOpen() {
    delegate.onOpen();
  }

  @Override
  public void onClose(Throwable cause) {
    delegate.onClose(cause);
  }

  @Override
  public void upgrade(Connection connection) {
    delegate.upgrade(connection);
  }

  @Override
  public SslSessionData getSslSessionData() {
    return delegate.getSslSessionData();
  }

  @Override
  public boolean isSecure() {
    return delegate.isSecure();
  }
}
