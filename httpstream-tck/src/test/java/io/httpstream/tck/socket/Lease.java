package io.httpstream.tck.socket;

/**
 * One exchange's hold on a connection: whoever wants to end the exchange can, but not the next one.
 */
final class Lease {
  private final Connection connection;
  private final ConnectionPool pool;
  private boolean over;

  Lease(Connection connection, ConnectionPool pool) {
    this.connection = connection;
    this.pool = pool;
  }

  /** Closes the connection, unless it has been given back. */
  synchronized void kill() {
    if (!over) {
      connection.close();
    }
  }

  synchronized void giveBack() {
    if (!over) {
      over = true;
      pool.giveBack(connection);
    }
  }

  synchronized void drop() {
    if (!over) {
      over = true;
      pool.drop(connection);
    }
  }
}
