package io.httpstream.test.proxy;

/**
 * Something that happened to one connection.
 *
 * @param connection its number, from 1 from the proxy's start
 * @param kind what happened
 * @param detail of which fault, direction or failure, empty where there is nothing to add; a fault
 *     is told by its {@link Fault#toString()}
 * @param upstream how many bytes had passed from the client to the server
 * @param downstream how many bytes had passed from the server to the client
 */
public record ProxyEvent(int connection, Kind kind, String detail, long upstream, long downstream) {
  /** What can happen. */
  public enum Kind {
    /** A client has connected. */
    ACCEPTED,

    /** A fault has begun; for {@link Fault#and joined} ones each has an event of its own. */
    FIRED,

    /** The end (FIN) of the direction was passed on. */
    ENDED,

    /** The connection is closed, both to the client and to the server. */
    CLOSED,

    /**
     * The server could not be reached, or the plan has thrown: the client's connection is reset.
     */
    FAILED
  }

  /** One line. */
  @Override
  public String toString() {
    return connection
        + " "
        + kind
        + (detail.isEmpty() ? "" : " " + detail)
        + " (up "
        + upstream
        + ", down "
        + downstream
        + ")";
  }
}
