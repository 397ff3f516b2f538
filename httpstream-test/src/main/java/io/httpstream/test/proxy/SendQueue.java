package io.httpstream.test.proxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What the system has yet to deliver of a connection. A reset destroys it, so a reset at an exact
 * byte has to wait for it. Only Linux tells; elsewhere nobody waits.
 */
final class SendQueue {
  /** A receiver that reads is quicker than this; for one that does not, waiting is in vain. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

  private static final long POLL = TimeUnit.MICROSECONDS.toNanos(500);

  private SendQueue() {}

  static void awaitEmpty(Socket socket) {
    String local = String.format(Locale.ROOT, ":%04X", socket.getLocalPort());
    String remote = String.format(Locale.ROOT, ":%04X", socket.getPort());
    long end = System.nanoTime() + PATIENCE;
    while (!isEmpty(local, remote) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(POLL);
    }
  }

  private static boolean isEmpty(String local, String remote) {
    return isEmpty("/proc/net/tcp", local, remote) && isEmpty("/proc/net/tcp6", local, remote);
  }

  /** See proc_pid_net(5): the second word is this end, the third the other, the fifth queues. */
  private static boolean isEmpty(String table, String local, String remote) {
    try {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] words = line.strip().split(" +", -1);
        if (words.length > 4 && words[1].endsWith(local) && words[2].endsWith(remote)) {
          return words[4].startsWith("00000000:");
        }
      }
    } catch (IOException e) {
      // Not Linux, or not told.
    }
    return true;
  }
}
