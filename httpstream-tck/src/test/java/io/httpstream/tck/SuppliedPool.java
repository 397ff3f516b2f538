package io.httpstream.tck;

import io.httpstream.tck.door.BareDoor;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.socket.ConnectionPool;
import io.httpstream.tck.socket.SocketTransport;
import java.io.IOException;
import java.net.URI;

/** What somebody does with a pool of connections that he has lent. */
public final class SuppliedPool {
  private SuppliedPool() {}

  /** Sends a request over it. */
  public static void use(ConnectionPool pool, URI uri) throws IOException {
    try (Door door = new BareDoor(new SocketTransport(pool))) {
      door.send(Draft.get(uri)).close();
    }
  }
}
