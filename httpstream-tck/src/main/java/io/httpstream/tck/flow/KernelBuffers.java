package io.httpstream.tck.flow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much of a body may leave its writer although nobody reads it: what the kernel's buffers hold
 * at both ends, and a little for those of the transport. Whatever goes beyond is kept in memory.
 */
public final class KernelBuffers {
  private static final long OF_TRANSPORT = 1 << 20;
  private static final long UNKNOWN = 16 << 20;

  private KernelBuffers() {}

  /**
   * What a server can send to a client that does not read.
   *
   * @param serversSendBuffer the server's SO_SNDBUF
   * @return in bytes
   */
  public static long towardsClient(int serversSendBuffer) {
    return budget(serversSendBuffer, "/proc/sys/net/ipv4/tcp_rmem");
  }

  /**
   * What a client can send to a server that does not read.
   *
   * @param serversReceiveBuffer the server's SO_RCVBUF
   * @return in bytes
   */
  public static long towardsServer(int serversReceiveBuffer) {
    return budget(serversReceiveBuffer, "/proc/sys/net/ipv4/tcp_wmem");
  }

  private static long budget(int ofServer, String clientsFile) {
    // Linux doubles what it is asked for.
    return 2L * ofServer + largest(clientsFile) + OF_TRANSPORT;
  }

  /** The third of the numbers smallest, first and largest. */
  private static long largest(String file) {
    // At one go, as readNBytes does: who reads on has nothing more of such a file (proc_sysctl.c),
    // and Files.readString begins with a byte.
    try (InputStream numbers = Files.newInputStream(Path.of(file))) {
      String all = new String(numbers.readNBytes(256), StandardCharsets.US_ASCII);
      return Long.parseLong(all.strip().split("\\s+", 3)[2]);
    } catch (IOException | RuntimeException e) {
      // Not Linux: a budget that is too large finds the unbounded buffer all the same.
      return UNKNOWN;
    }
  }
}
