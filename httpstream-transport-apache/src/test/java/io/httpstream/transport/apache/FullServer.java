package io.httpstream.transport.apache;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A server that lets nobody in: connecting to it takes for ever. */
final class FullServer {
  private FullServer() {}

  /** Calls with its address. */
  static void call(Consumer<URI> test) throws IOException {
    List<Socket> queue = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // What nobody accepts fills the queue, and the kernel drops whoever comes next.
      for (int i = 0; i < 4; i++) {
        Socket socket = new Socket();
        queue.add(socket);
        try {
          socket.connect(full.getLocalSocketAddress(), 200);
        } catch (IOException isFull) {
          break;
        }
      }
      test.accept(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"));
    } finally {
      for (Socket socket : queue) {
        socket.close();
      }
    }
  }
}
