package io.httpstream.tck;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A port that refuses connections, and that nobody else can take while it is held. */
record ClosedPort(Socket holder) implements Closeable {
  static ClosedPort open() throws IOException {
    Socket holder = new Socket();
    holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return new ClosedPort(holder);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + holder.getLocalPort() + "/");
  }

  @Override
  public void close() throws IOException {
    holder.close();
  }
}
