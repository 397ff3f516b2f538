package io.httpstream.verification;

import io.httpstream.tck.server.RequestHead;
import io.httpstream.tck.server.ServerConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Does what {@link consumer.SameEverywhere} wants of a server, good and bad. */
final class SwapServer {
  private SwapServer() {}

  static void serve(ServerConnection connection, RequestHead head) throws Exception {
    if (head.method().equals("HEAD")) {
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
      return;
    }
    byte[] body = connection.body(head).readAllBytes();
    switch (head.target()) {
      case "/echo" -> answer(connection, "200 OK", body);
      case "/size" -> answer(connection, "200 OK", text(body.length > 5_000_000 ? "all" : "some"));
      case "/large" -> answer(connection, "200 OK", new byte[5_000_000]);
      case "/cookies" ->
          answer(connection, "200 OK\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2", new byte[0]);
      case "/unmodified" -> connection.send("HTTP/1.1 304 X\r\nContent-Length: 10\r\n\r\n");
      case "/missing" -> answer(connection, "404 X", text("not here"));
      case "/redirect" -> answer(connection, "307 X\r\nLocation: /hello/x", new byte[0]);
      case "/cut" -> cutAfter(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
      case "/cut-chunk" ->
          cutAfter(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nsome");
      case "/no-answer" -> cutAfter(connection, "");
      case "/garbage" -> cutAfter(connection, "this is not HTTP\r\n\r\n");
      case "/silent" -> connection.drain();
      case "/stalls" -> {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
        connection.drain();
      }
      default -> answer(connection, "200 OK", text(head.method() + " " + head.target()));
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void answer(ServerConnection connection, String status, byte[] content)
      throws IOException {
    connection.send("HTTP/1.1 " + status + "\r\nContent-Length: " + content.length + "\r\n\r\n");
    connection.send(content);
  }

  private static void cutAfter(ServerConnection connection, String beginning) throws IOException {
    connection.send(beginning);
    connection.halfClose();
    connection.drain();
  }
}
