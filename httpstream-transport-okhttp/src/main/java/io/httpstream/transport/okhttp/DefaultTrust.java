package io.httpstream.transport.okhttp;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The trust manager of the JDK's default context. */
final class DefaultTrust {
  private DefaultTrust() {}

  static X509TrustManager manager() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager found) {
          return found;
        }
      }
      return new ContextTrust();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK's default trust store can't be read", e);
    }
  }
}
