package io.httpstream.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import consumer.SameEverywhere;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.SocketBuffers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** One program, compiled once against the API: the module beside it swaps the backend. */
class SwapTest {
  static final List<String> TRANSPORTS = ClassPaths.TRANSPORTS;

  private static final String EXPECTED =
      """
      get: GET /hello/a%20b%2Fc
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @FieldSource("TRANSPORTS")
  void theSameProgramPrintsTheSameOnEveryTransport(String transport) throws Exception {
    List<Path> classPath = new ArrayList<>(ClassPaths.of(transport));
    classPath.add(ClassPaths.home(SameEverywhere.class));
    try (RawServer server = RawServer.start(SocketBuffers.DEFAULT, Script.each(SwapServer::serve))) {
      JavaProgram.Output output =
          new JavaProgram(folder)
              .run(
                  "-cp",
                  JavaProgram.joined(classPath),
                  SameEverywhere.class.getName(),
                  server.uri("").toString(),
                  "http://127.0.0.1:" + closedPort());
      assertEquals(EXPECTED, output.out(), output.err());
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
