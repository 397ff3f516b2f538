package io.httpstream.test.leak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The open TCP sockets of this process, as Linux tells them; other systems do not. */
final class SocketTable {
  private static final String SOCKET = "socket:[";

  private final Path process;

  private SocketTable(Path process) {
    this.process = process;
  }

  static SocketTable ofThisProcess() {
    return of(Path.of("/proc/self"));
  }

  static SocketTable of(Path process) {
    return new SocketTable(process);
  }

  boolean isThere() {
    return Files.isDirectory(process.resolve("fd"))
        && Files.isReadable(process.resolve("net").resolve("tcp"));
  }

  /** None where nobody tells. */
  List<OpenSocket> now() {
    if (!isThere()) {
      return List.of();
    }
    List<OpenSocket> all = new ArrayList<>();
    Set<String> ours = ours();
    for (String protocol : List.of("tcp", "tcp6")) {
      for (String line : lines(process.resolve("net").resolve(protocol))) {
        OpenSocket socket = OpenSocket.parse(line);
        if (ours.contains(socket.inode())) {
          all.add(socket);
        }
      }
    }
    return all;
  }

  private Set<String> ours() {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      for (Path file : files.toList()) {
        String target = target(file);
        if (target.startsWith(SOCKET)) {
          inodes.add(target.substring(SOCKET.length(), target.length() - 1));
        }
      }
    } catch (IOException e) {
      // Where it can't be read, nothing is ours.
    }
    return inodes;
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      // Closed meanwhile.
      return "";
    }
  }

  /** Without the title; there is no tcp6 where there is no IPv6. */
  private static List<String> lines(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.subList(Math.min(1, lines.size()), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }
}
