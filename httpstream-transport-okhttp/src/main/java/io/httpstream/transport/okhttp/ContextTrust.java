package io.httpstream.transport.okhttp;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/**
 * Stands in for the trust manager of an {@code SSLContext}. OkHttp wants one beside the socket
 * factory, and a context does not give its own out. OkHttp asks it for nothing but its anchors, to
 * order the chain of a peer whose certificate is pinned: the handshake, and with it all trust, is
 * the context's own affair. So this one trusts nobody, and was it ever asked, TLS would fail.
 */
final class ContextTrust implements X509TrustManager {
  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("only the SSLContext itself can tell whom it trusts");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("only the SSLContext itself can tell whom it trusts");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
