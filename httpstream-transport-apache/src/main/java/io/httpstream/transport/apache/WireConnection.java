package io.httpstream.transport.apache;

import io.httpstream.message.Phase;
import io.httpstream.transport.Call;
import io.httpstream.transport.CarrierSocket;
import io.httpstream.transport.ResponseWatch;
import io.httpstream.transport.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.io.SessionOutputBuffer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that never ends a message whose body is not complete, is never used again after
 * that, and never waits when it is closed within an exchange.
 *
 * <p>Apache keeps the superclass for itself ({@code @Internal}): what is relied on here is checked
 * by ByHandTest, which a new version of HttpClient has to pass.
 */
final class WireConnection extends DefaultManagedHttpClientConnection {
  private static final AtomicLong COUNT = new AtomicLong();

  /** Large enough for most heads with a small body, and for reading small chunks in bulk. */
  private static final int BUFFER = 16 * 1024;

  private static final int LONGEST_LINE = 1 << 20;

  private static final Http1Config CONFIG =
      Http1Config.custom()
          .setBufferSize(BUFFER)
          .setMaxLineLength(LONGEST_LINE)
          // How much all of them may be in bytes is bounded by SocketInput.
          .setMaxHeaderCount(-1)
          .build();

  /** Trailers are kept by Apache, so that they must be few. */
  private static final Http1Config TRAILERS =
      Http1Config.custom().setMaxLineLength(8 * 1024).setMaxHeaderCount(100).build();

  private @Nullable ApacheExchange exchange;
  private @Nullable MessageBody body;
  private volatile boolean busy;

  WireConnection() {
    super(
        "httpstream-" + COUNT.incrementAndGet(),
        null,
        null,
        CONFIG,
        new ResponseLength(),
        null,
        null,
        // Apache's default skips whatever is no status line.
        new DefaultHttpResponseParserFactory(CONFIG));
  }

  // ---- the socket

  @Override
  public void bind(Socket socket) throws IOException {
    // Not the superclass's method of the same name, which does not see that it was closed before.
    bind(new ConnectionSocket(socket));
  }

  @Override
  public void bind(SSLSocket tls, Socket base) throws IOException {
    bind(new ConnectionSocket(tls, base));
  }

  /**
   * What TLS is laid over when a tunnel is there: that of a proxy that is spoken to over TLS too.
   */
  @Override
  public @Nullable Socket getSocket() {
    Socket socket = super.getSocket();
    return socket == null || socket instanceof CarrierSocket ? socket : CarrierSocket.over(socket);
  }

  private ConnectionSocket socket() throws IOException {
    return (ConnectionSocket) ensureOpen();
  }

  /** Within an exchange a graceful end could wait for a peer that does not read. */
  @Override
  public void close(CloseMode mode) {
    super.close(busy ? CloseMode.IMMEDIATE : mode);
  }

  /** Never sends what is left in the buffer, which is the beginning of a message at best. */
  @Override
  public void close() {
    close(CloseMode.GRACEFUL);
  }

  // ---- one exchange

  /** The next request is about to be sent. */
  void begin(ApacheExchange next, String method) throws IOException {
    busy = true;
    exchange = next;
    body = null;
    socket().input().begin(method);
  }

  /** A wire that looks for a response before each piece, and while one is held up. */
  Wire watched(Wire wire, Call call) throws IOException {
    ConnectionSocket current = socket();
    return ResponseWatch.over(wire, call, current.input().watched(), current::stopWriting);
  }

  @Override
  public void passivate() {
    exchange = null;
    body = null;
    busy = false;
    super.passivate();
  }

  @Override
  protected OutputStream createContentOutputStream(
      long length,
      SessionOutputBuffer buffer,
      OutputStream ignored,
      Supplier<List<? extends Header>> trailers) {
    // Apache's stream between this and the socket would take the large writes apart.
    SocketOutput out;
    try {
      out = socket().output();
    } catch (IOException closed) {
      return new ClosedOutput();
    }
    MessageBody made =
        length == ContentLengthStrategy.CHUNKED
            ? new ChunkedBody(buffer, out)
            : new FixedBody(buffer, out);
    body = made;
    return made;
  }

  /** What is written to after the connection was aborted. */
  private static final class ClosedOutput extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      throw new ConnectionClosedException();
    }
  }

  /** Called when the request is written, before the response is read. */
  @Override
  public void flush() throws IOException {
    MessageBody written = body;
    if (written == null || written.isFinished()) {
      super.flush();
    }
    if (exchange != null && written == null) {
      exchange.tell(Phase.AWAITING);
    }
  }

  @Override
  public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
    SocketInput input = socket().input();
    input.head(true);
    try {
      return super.receiveResponseHeader();
    } finally {
      input.head(false);
    }
  }

  @Override
  protected InputStream createContentInputStream(
      long length, SessionInputBuffer buffer, InputStream in) {
    return length == ContentLengthStrategy.CHUNKED
        ? new ChunkedInputStream(buffer, in, TRAILERS)
        : super.createContentInputStream(length, buffer, in);
  }

  // ---- whether it can be used again

  @Override
  public boolean isConsistent() {
    return super.isConsistent() && (body == null || body.isFinished());
  }

  /**
   * Stale is a connection that the peer has closed, and also one on which it has sent what nobody
   * asked for: that would be the answer to the next request.
   */
  @Override
  public boolean isStale() throws IOException {
    if (!isOpen()) {
      return true;
    }
    SocketInput input = socket().input();
    if (!input.isClean()) {
      return true;
    }
    input.probing(true);
    try {
      return isDataAvailable(Timeout.ONE_MILLISECOND) || input.ended();
    } finally {
      input.probing(false);
    }
  }
}
