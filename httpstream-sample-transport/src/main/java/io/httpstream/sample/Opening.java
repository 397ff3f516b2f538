package io.httpstream.sample;

import io.httpstream.message.Phase;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** How a connection is made: TCP, and TLS over it. */
final class Opening {
  private Opening() {}

  static Connection open(String origin, URI uri, Call call, Optional<SSLContext> sslContext)
      throws IOException {
    call.phase(Phase.CONNECTING);
    EndNotingSocket tcp = new EndNotingSocket();
    // Whoever sends chunks must not wait for Nagle. It also lets the kernel's socket exist: a
    // close before that would not end a connect that is under way.
    tcp.setTcpNoDelay(true);
    call.onAbort(reason -> close(tcp));
    try {
      boolean tls = uri.getScheme().equals("https");
      int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
      tcp.connect(new InetSocketAddress(uri.getHost(), port));
      if (!tls) {
        return new Connection(origin, tcp, tcp);
      }
      call.phase(Phase.HANDSHAKING);
      return new Connection(origin, tcp, handshake(tcp, uri.getHost(), port, sslContext));
    } catch (IOException | RuntimeException | Error e) {
      close(tcp);
      throw e;
    }
  }

  private static SSLSocket handshake(
      Socket tcp, String host, int port, Optional<SSLContext> sslContext) throws IOException {
    SSLSocketFactory factory =
        sslContext.isPresent()
            ? sslContext.get().getSocketFactory()
            : (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket tls = (SSLSocket) factory.createSocket(tcp, host, port, true);
    SSLParameters parameters = tls.getSSLParameters();
    // Without this line nobody compares the host's name with the certificate's.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
