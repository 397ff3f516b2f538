package io.httpstream.test.leak;

import io.httpstream.test.responses.OpenResponses;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What there was when a test began.
 *
 * @param response the last that was opened
 * @param threads all that lived
 * @param sockets all that were open, by inode
 */
record Baseline(long response, Set<Thread> threads, Set<String> sockets) {
  static Baseline now(SocketTable table) {
    return new Baseline(
        OpenResponses.last(),
        LiveThreads.now(),
        table.now().stream().map(OpenSocket::inode).collect(Collectors.toUnmodifiableSet()));
  }

  List<OpenSocket> socketsSince(SocketTable table) {
    return table.now().stream().filter(socket -> !sockets.contains(socket.inode())).toList();
  }
}
