package io.httpstream.tck;

import io.httpstream.tck.server.ServerConnection;
import java.io.IOException;
import java.time.Duration;

/** A server that sends a byte now and then, and comes to no end. */
final class Drip {
  private static final Duration PAUSE = Duration.ofMillis(15);

  private Drip() {}

  /** The head of a response, until the client closes the connection. */
  static void headers(ServerConnection connection) {
    drip(connection, "HTTP/1.1 200 OK\r\nX-Drip: ");
  }

  /** The body of a response, until the client closes the connection. */
  static void body(ServerConnection connection) {
    drip(connection, Reply.ofLength(1 << 30));
  }

  private static void drip(ServerConnection connection, String beginning) {
    try {
      connection.send(beginning);
      while (true) {
        connection.send("a");
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (IOException e) {
      // The client has closed the connection, as it must.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
