package io.httpstream.transport.jetty;

import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslClientConnectionFactory;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * TLS that hears the server out. Jetty's own does two things that lose an early answer:
 *
 * <ul>
 *   <li>It stops to listen while a write is blocked (SslConnection.needsFillInterest, 12.1.14), if
 *       somebody wants to read, for example after a session ticket, just when a write has found the
 *       kernel's buffer full and has not begun to wait for room: then it waits for room in the
 *       reader's name, and registers the reader only when there is some. A server that has answered
 *       and reads no more never makes any.
 *   <li>When it is told that there is something to read and has seen the peer's end, it closes
 *       (SslConnection.onFillable, 12.1.14), though what came before the end may still wait above
 *       to be read. Who reads there hears of the end, and closes, by himself.
 * </ul>
 */
final class TlsConnection extends SslConnection {
  private final Callback whenReadable =
      new Callback() {
        @Override
        public void succeeded() {
          onFillable();
        }

        @Override
        public void failed(Throwable thrown) {
          onFillInterestedFailed(thrown);
        }

        @Override
        public InvocationType getInvocationType() {
          return ((Listening) getSslEndPoint()).typeOfReader();
        }
      };

  private TlsConnection(
      Factory made, ByteBufferPool buffers, Executor executor, EndPoint socket, SSLEngine engine) {
    super(
        buffers,
        executor,
        made.getSslContextFactory(),
        socket,
        engine,
        made.isDirectBuffersForEncryption(),
        made.isDirectBuffersForDecryption());
  }

  /** As Jetty's, which closes besides. */
  @Override
  public void onFillable() {
    ((Listening) getSslEndPoint()).onFillable();
  }

  @Override
  protected SslEndPoint newSslEndPoint() {
    return new Listening();
  }

  /** Does what Jetty leaves out. */
  private final class Listening extends SslEndPoint {
    @Override
    protected void needsFillInterest() {
      super.needsFillInterest();
      // If the engine has to write before it can read, as after a request for new keys, the reader
      // could do nothing but come back.
      if (isFillInterested() && getSSLEngine().getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
        // Does nothing where Jetty has done it. At worst a reader is woken for nothing.
        tryFillInterestedInSocket();
      }
    }

    /** For the connection, which is in another package than Jetty's. */
    @Override
    protected void onFillable() {
      super.onFillable();
    }

    InvocationType typeOfReader() {
      return getFillInterest().getCallbackInvocationType();
    }
  }

  private void tryFillInterestedInSocket() {
    tryFillInterested(whenReadable);
  }

  /** Makes them. */
  static final class Factory extends SslClientConnectionFactory {
    Factory(
        SslContextFactory.Client context,
        ByteBufferPool buffers,
        Executor executor,
        ClientConnectionFactory inner) {
      super(context, buffers, executor, inner);
    }

    @Override
    protected SslConnection newSslConnection(EndPoint socket, SSLEngine engine) {
      return new TlsConnection(this, getByteBufferPool(), getExecutor(), socket, engine);
    }
  }
}
