package io.httpstream.tck.server;

/**
 * The sizes of the kernel's buffers for a server's connections.
 *
 * @param receive in bytes, 0 for the system's choice
 * @param send in bytes, 0 for the system's choice
 */
public record SocketBuffers(int receive, int send) {
  /** What the system chooses. */
  public static final SocketBuffers DEFAULT = new SocketBuffers(0, 0);
}
