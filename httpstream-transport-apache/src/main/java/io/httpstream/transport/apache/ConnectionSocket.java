package io.httpstream.transport.apache;

import io.httpstream.transport.CarrierSocket;
import io.httpstream.transport.WatchedInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/** A connection's socket, with streams of ours on top. */
final class ConnectionSocket extends SocketHolder {
  ConnectionSocket(Socket socket) {
    super(socket);
  }

  ConnectionSocket(SSLSocket tls, Socket base) {
    super(tls, base);
  }

  @Override
  protected InputStream getInputStream(Socket socket) throws IOException {
    Socket base = getBaseSocket();
    InputStream carried = base.getInputStream();
    InputStream plain = hasTls() ? vouched(socket.getInputStream(), base) : carried;
    return new SocketInput(WatchedInput.of(plain, carried, socket), base, hasTls());
  }

  /** All are carriers but those of the Unix domain, where nobody sits on the line. */
  private static InputStream vouched(InputStream decrypted, Socket base) {
    return base instanceof CarrierSocket carrier ? carrier.vouched(decrypted) : decrypted;
  }

  @Override
  protected OutputStream getOutputStream(Socket socket) throws IOException {
    return new SocketOutput(socket.getOutputStream(), getBaseSocket(), hasTls());
  }

  private boolean hasTls() {
    return getSSLSocket() != null;
  }

  /** Lets a blocked write fail, and reads go on. Called from any thread. */
  void stopWriting() {
    try {
      getBaseSocket().shutdownOutput();
    } catch (IOException e) {
      // It is closed already, and so does the write fail.
    }
  }

  SocketInput input() throws IOException {
    return (SocketInput) getInputStream();
  }

  SocketOutput output() throws IOException {
    return (SocketOutput) getOutputStream();
  }
}
