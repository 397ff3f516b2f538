package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Call;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Forgets the socket of a connection that could not be made. */
@Breaks(ids = "LEAK-005", message = "the sockets of failed connections are closed (")
final class FileLeaker extends TransportSaboteur {
  @Override
  protected Transport transport(TransportConfig config) {
    return new ForwardingTransport(new SocketTransport(config)) {
      private final Queue<Socket> forgotten = new ConcurrentLinkedQueue<>();

      @Override
      public Response exchange(Request request, Call call) throws IOException {
        try {
          return super.exchange(request, call);
        } catch (IOException e) {
          Socket socket = new Socket();
          socket.bind(null);
          forgotten.add(socket);
          throw e;
        }
      }

      @Override
      public void close() {
        super.close();
        for (Socket socket : forgotten) {
          try {
            socket.close();
          } catch (IOException e) {
            // Closed is closed.
          }
        }
      }
    };
  }
}
