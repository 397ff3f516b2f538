package io.httpstream.transport.jdk;

import java.io.IOException;
import java.security.Principal;
import java.security.cert.Certificate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import org.jspecify.annotations.Nullable;

/**
 * A session as one connection sees it, which the JDK tells with each response: the only thing there
 * that leads from a response to its connection.
 */
final class TlsSession implements SSLSession {
  /** The name of the value that is the connection's {@link TlsEngine}. */
  private static final String CONNECTION = "io.httpstream.transport.jdk.connection";

  private final SSLSession actual;
  private final TlsEngine connection;

  TlsSession(SSLSession actual, TlsEngine connection) {
    this.actual = actual;
    this.connection = connection;
  }

  /**
   * Refuses the end of a body that ends with its connection, unless the peer has vouched for it. Of
   * a client that was supplied that is not known.
   */
  static void checkEnded(SSLSession told) throws IOException {
    if (told.getValue(CONNECTION) instanceof TlsEngine engine && !engine.isEnded()) {
      throw new SSLException("the connection ended without the end of TLS (close_notify)");
    }
  }

  @Override
  public byte[] getId() {
    return actual.getId();
  }

  @Override
  public @Nullable SSLSessionContext getSessionContext() {
    return actual.getSessionContext();
  }

  @Override
  public long getCreationTime() {
    return actual.getCreationTime();
  }

  @Override
  public long getLastAccessedTime() {
    return actual.getLastAccessedTime();
  }

  @Override
  public void invalidate() {
    actual.invalidate();
  }

  @Override
  public boolean isValid() {
    return actual.isValid();
  }

  @Override
  public void putValue(String name, Object value) {
    actual.putValue(name, value);
  }

  @Override
  public @Nullable Object getValue(String name) {
    return name.equals(CONNECTION) ? connection : actual.getValue(name);
  }

  @Override
  public void removeValue(String name) {
    actual.removeValue(name);
  }

  @Override
  public String[] getValueNames() {
    return actual.getValueNames();
  }

  @Override
  public Certificate[] getPeerCertificates() throws SSLPeerUnverifiedException {
    return actual.getPeerCertificates();
  }

  @Override
  public Certificate @Nullable [] getLocalCertificates() {
    return actual.getLocalCertificates();
  }

  @Override
  public Principal getPeerPrincipal() throws SSLPeerUnverifiedException {
    return actual.getPeerPrincipal();
  }

  @Override
  public @Nullable Principal getLocalPrincipal() {
    return actual.getLocalPrincipal();
  }

  @Override
  public String getCipherSuite() {
    return actual.getCipherSuite();
  }

  @Override
  public String getProtocol() {
    return actual.getProtocol();
  }

  @Override
  public @Nullable String getPeerHost() {
    return actual.getPeerHost();
  }

  @Override
  public int getPeerPort() {
    return actual.getPeerPort();
  }

  @Override
  public int getPacketBufferSize() {
    return actual.getPacketBufferSize();
  }

  @Override
  public int getApplicationBufferSize() {
    return actual.getApplicationBufferSize();
  }
}
