package io.httpstream.tck.server;

import java.io.IOException;

/** How a server ends a connection. */
public enum Ending {
  /** It closes its side, as after its last byte. */
  CLOSE("closes the connection") {
    @Override
    public void end(ServerConnection connection) throws IOException {
      connection.cut();
    }
  },
  /** It resets the connection, as a process does that dies, or a firewall. */
  RESET("resets the connection") {
    @Override
    public void end(ServerConnection connection) throws IOException {
      connection.reset();
    }
  };

  private final String words;

  Ending(String words) {
    this.words = words;
  }

  /**
   * Does it. A server that closes goes on reading, lest the bytes that it has not read make a reset
   * of it.
   *
   * @param connection which one
   * @throws IOException if it was closed before
   */
  public abstract void end(ServerConnection connection) throws IOException;

  @Override
  public String toString() {
    return words;
  }
}
