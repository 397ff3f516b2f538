package io.httpstream.verification.soak;

import io.httpstream.tck.memory.Checksum;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.RequestHead;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.ServerConnection;
import io.httpstream.tck.server.SocketBuffers;
import java.io.IOException;
import java.io.InputStream;

/**
 * Sends as many bytes as the target asks for, tells the checksum of what it is sent, or refuses.
 */
final class SoakServer {
  private static final int BUFFER = 16 * 1024;

  private SoakServer() {}

  static RawServer start() {
    Script script = Script.each(SoakServer::serve);
    return RawServer.start(
        SocketBuffers.DEFAULT,
        connection -> {
          try {
            script.run(connection);
          } catch (IOException | AssertionError e) {
            // A request that was cut: half of a head is none.
          }
        });
  }

  private static void serve(ServerConnection connection, RequestHead head) throws IOException {
    String[] words = head.target().split("/", -1);
    switch (words[1]) {
      case "down" -> down(connection, Integer.parseInt(words[2]));
      case "refuse" -> {
        connection.send("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nlong");
        connection.drain();
      }
      default -> {
        Checksum seen = Checksum.of(connection.body(head), Long.MAX_VALUE);
        String text = seen.toString();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
      }
    }
  }

  /** An even size in chunks, an odd one with its length. */
  private static void down(ServerConnection connection, int size) throws IOException {
    boolean chunked = size % 2 == 0;
    connection.send(
        "HTTP/1.1 200 OK\r\n"
            + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + size)
            + "\r\n\r\n");
    InputStream payload = Payload.stream(size);
    for (byte[] piece = payload.readNBytes(BUFFER);
        piece.length > 0;
        piece = payload.readNBytes(BUFFER)) {
      if (chunked) {
        connection.send(Integer.toHexString(piece.length) + "\r\n");
      }
      connection.send(piece);
      if (chunked) {
        connection.send("\r\n");
      }
    }
    if (chunked) {
      connection.send("0\r\n\r\n");
    }
  }
}
