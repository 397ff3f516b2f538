package io.httpstream.tck.interop;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;

/** A server in its container, as a transport under test reaches it. */
final class Site implements AutoCloseable {
  private static final int TLS = 8443;

  private final InteropTck tck;
  private final Server server;
  private final GenericContainer<?> container;

  Site(InteropTck tck, Server server, GenericContainer<?> container) {
    this.tck = tck;
    this.server = server;
    this.container = container;
  }

  /** At the server's main port. */
  URI uri(String path) {
    return uri(server.mainPort(), path);
  }

  URI uri(int port, String path) {
    return at("http", port, path);
  }

  URI tls(String path) {
    return at("https", TLS, path);
  }

  private URI at(String scheme, int port, String path) {
    URI published =
        URI.create(scheme + "://" + container.getHost() + ":" + container.getMappedPort(port));
    return URI.create(tck.reach(server.word(), published) + path);
  }

  /** What a client needs to trust this server, and no other. */
  SSLContext trusting() throws GeneralSecurityException, IOException {
    Certificate certificate =
        container.copyFileFromContainer(
            "/tls/cert.pem", in -> CertificateFactory.getInstance("X.509").generateCertificate(in));
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("interop", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** The lines of the server's own log that have a word in them. */
  List<String> logged(String word) {
    return run("cat", "/tmp/access.log").lines().filter(line -> line.contains(word)).toList();
  }

  /** How many connections the lines that have a word in them tell of: all logs begin with that. */
  int connections(String word) {
    return (int) logged(word).stream().map(line -> line.split(" ", -1)[0]).distinct().count();
  }

  /** Runs a command in the container, which must succeed. */
  String run(String... command) {
    try {
      ExecResult result = container.execInContainer(StandardCharsets.UTF_8, command);
      if (result.getExitCode() != 0) {
        throw new AssertionError(
            "in the container of "
                + server.word()
                + " "
                + String.join(" ", command)
                + " failed: "
                + result.getStderr());
      }
      return result.getStdout();
    } catch (IOException e) {
      throw new AssertionError("the container of " + server.word() + " can't be asked", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the case was interrupted while it asked a container", e);
    }
  }

  /** Freezes the server: the kernel goes on accepting connections and bytes for it. */
  void pause() {
    DockerClientFactory.lazyClient().pauseContainerCmd(container.getContainerId()).exec();
  }

  void resume() {
    DockerClientFactory.lazyClient().unpauseContainerCmd(container.getContainerId()).exec();
  }

  /** Ends the server as a crash does. */
  void kill() {
    DockerClientFactory.lazyClient().killContainerCmd(container.getContainerId()).exec();
  }

  /** Stops and removes the container. */
  @Override
  public void close() {
    container.close();
  }

  @Override
  public String toString() {
    return server.word();
  }
}
