package io.httpstream.transport.apache;

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
    return new SocketInput(socket.getInputStream(), getBaseSocket(), hasTls());
  }

  @Override
  protected OutputStream getOutputStream(Socket socket) throws IOException {
    return new SocketOutput(socket.getOutputStream(), getBaseSocket(), hasTls());
  }

  private boolean hasTls() {
    return getSSLSocket() != null;
  }

  SocketInput input() throws IOException {
    return (SocketInput) getInputStream();
  }

  SocketOutput output() throws IOException {
    return (SocketOutput) getOutputStream();
  }
}
