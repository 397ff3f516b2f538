package io.httpstream.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A certificate that nobody else trusts, made by the JDK's own keytool when the tests run: one that
 * is kept would run out some day, and would be a private key for anybody to see.
 */
public final class TestTls {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final KeyStore store = KeyStore.getInstance("PKCS12");

  /** A certificate for a name or address, for example {@code ip:127.0.0.1}. */
  public TestTls(Path directory, String subjectAlternativeName) throws Exception {
    Path file = directory.resolve("test.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=" + subjectAlternativeName,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool has failed: " + said);
    }
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
  }

  /** A certificate for 127.0.0.1, of which nothing is left on the disk. */
  public static TestTls ofLoopback() throws Exception {
    Path directory = Files.createTempDirectory("test-tls");
    try {
      return new TestTls(directory, "ip:127.0.0.1");
    } finally {
      Files.deleteIfExists(directory.resolve("test.p12"));
      Files.delete(directory);
    }
  }

  /** A server with it, over TCP connections that can be cut beneath TLS. */
  public RawServer server(RawServer.Script script) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return new RawServer(
        "https", carrier -> context.getSocketFactory().createSocket(carrier, null, true), script);
  }

  /** What trusts it, and nothing else. */
  public SSLContext trusting() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trustManager()}, null);
    return context;
  }

  /** The same, for a client that wants to have it beside the context. */
  public X509TrustManager trustManager() throws Exception {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("test", store.getCertificate("test"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    return (X509TrustManager) trust.getTrustManagers()[0];
  }
}
