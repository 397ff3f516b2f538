package io.httpstream.sample;

/** One exchange's hold on a connection: it can be killed until it is over, and not after that. */
final class Lease {
  private final Connections connections;
  private final Connection connection;
  private boolean over;

  Lease(Connections connections, Connection connection) {
    this.connections = connections;
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /** Frees whoever is blocked in the exchange, from any thread. */
  synchronized void kill() {
    if (!over) {
      connection.close();
    }
  }

  synchronized void end(boolean reusable) {
    if (!over) {
      over = true;
      connections.giveBack(connection, reusable);
    }
  }
}
