package io.httpstream.transport.jdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** Another context, of whose connections it can be told how they ended; see {@link TlsEngine}. */
final class TlsContext extends SSLContext {
  private TlsContext(SSLContext actual) {
    super(new Spi(actual), actual.getProvider(), actual.getProtocol());
  }

  static TlsContext over(SSLContext actual) {
    return actual instanceof TlsContext known ? known : new TlsContext(actual);
  }

  /** Over the JDK's default; fails as the JDK's builder does that has to load it. */
  static TlsContext overDefault() {
    try {
      return over(SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private static final class Spi extends SSLContextSpi {
    private final SSLContext actual;

    Spi(SSLContext actual) {
      this.actual = actual;
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
        throws KeyManagementException {
      actual.init(keys, trust, random);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return new TlsEngine(actual.createSSLEngine());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return new TlsEngine(actual.createSSLEngine(host, port));
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return actual.getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return actual.getServerSocketFactory();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return actual.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return actual.getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
      return actual.getDefaultSSLParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
      return actual.getSupportedSSLParameters();
    }
  }
}
