package io.httpstream.test.leak;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A TCP socket, as a line of Linux's {@code /proc/net/tcp} has it.
 *
 * @param inode identifies it
 * @param local its own address
 * @param remote the peer's; the port is 0 if it listens
 * @param state as {@code netstat} says it
 */
record OpenSocket(String inode, InetSocketAddress local, InetSocketAddress remote, String state) {
  private static final String[] STATES = {
    "",
    "ESTABLISHED",
    "SYN_SENT",
    "SYN_RECV",
    "FIN_WAIT1",
    "FIN_WAIT2",
    "TIME_WAIT",
    "CLOSE",
    "CLOSE_WAIT",
    "LAST_ACK",
    "LISTEN",
    "CLOSING"
  };

  static OpenSocket parse(String line) {
    String[] fields = line.strip().split("\\s+", -1);
    int state = Integer.parseInt(fields[3], 16);
    return new OpenSocket(
        fields[9],
        address(fields[1]),
        address(fields[2]),
        state < STATES.length ? STATES[state] : "state " + state);
  }

  /** Words of four bytes, each with the last byte first, then the port, all in hexadecimal. */
  private static InetSocketAddress address(String text) {
    int colon = text.indexOf(':');
    byte[] address = new byte[colon / 2];
    for (int i = 0; i < address.length; i++) {
      int at = 2 * (i / 4 * 4 + 3 - i % 4);
      address[i] = (byte) Integer.parseInt(text.substring(at, at + 2), 16);
    }
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(address), Integer.parseInt(text.substring(colon + 1), 16));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address: " + Arrays.toString(address), e);
    }
  }

  @Override
  public String toString() {
    return state.equals("LISTEN")
        ? "listening on " + words(local)
        : "to " + words(remote) + " from " + words(local) + " (" + state + ")";
  }

  private static String words(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
