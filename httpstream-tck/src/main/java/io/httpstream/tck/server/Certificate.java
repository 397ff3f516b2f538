package io.httpstream.tck.server;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate of the TCK's servers, which nobody else trusts: self-signed, for localhost,
 * 127.0.0.1 and ::1, for a hundred years. Made once, with
 *
 * <pre>{@code
 * keytool -genkeypair -alias tck -keyalg EC -groupname secp256r1 -validity 36500
 *     -dname CN=localhost -ext SAN=dns:localhost,ip:127.0.0.1,ip:::1
 *     -storetype PKCS12 -keystore certificate.p12 -storepass httpstream
 * }</pre>
 */
public final class Certificate {
  private static final char[] PASSWORD = "httpstream".toCharArray();

  private Certificate() {}

  /**
   * What a server presents.
   *
   * @return a new context
   */
  public static SSLContext presenting() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(load(), PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the certificate of the TCK can't be used", e);
    }
  }

  /**
   * What a client needs to trust the servers of the TCK, and no other.
   *
   * @return a new context
   */
  public static SSLContext trusting() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      anchors.setCertificateEntry("tck", load().getCertificate("tck"));
      trust.init(anchors);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the certificate of the TCK can't be trusted", e);
    }
  }

  private static KeyStore load() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Certificate.class.getResourceAsStream("certificate.p12")) {
      if (file == null) {
        throw new IllegalStateException("certificate.p12 is missing from the TCK's jar");
      }
      store.load(file, PASSWORD);
    }
    return store;
  }
}
