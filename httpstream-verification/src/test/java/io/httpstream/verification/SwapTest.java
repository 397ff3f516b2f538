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
      headers: [a=1, b=2]
      head: 200 -1
      not modified: 304\s
      large: 5000000 bytes, 2fcf4765
      writer: 5000000 bytes, cb20a430
      length: 5000000 bytes, cb20a430
      nothing: 200 []
      form: all
      status: StatusException READING 404
      redirect: 307
      refused: ConnectFailedException CONNECTING safe to retry
      unknown host: ConnectFailedException CONNECTING safe to retry
      cut: TruncatedBodyException READING safe to retry
      cut chunk: TruncatedBodyException READING safe to retry
      no answer: ConnectionLostException AWAITING safe to retry
      garbage: ProtocolViolationException AWAITING safe to retry
      writer fails: UncheckedIOException
      too short: LengthMismatchException WRITING
      too long: LengthMismatchException WRITING
      silent: ExchangeTimeoutException AWAITING safe to retry RESPONSE_HEADERS
      stalls: ExchangeTimeoutException READING safe to retry READ_IDLE
      cancelled: ExchangeCancelledException PREPARING safe to retry
      still there: GET /hello/x
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @FieldSource("TRANSPORTS")
  void theSameProgramPrintsTheSameOnEveryTransport(String transport) throws Exception {
    List<Path> classPath = new ArrayList<>(ClassPaths.of(transport));
    classPath.add(ClassPaths.home(SameEverywhere.class));
    try (RawServer server =
        RawServer.start(SocketBuffers.DEFAULT, Script.each(SwapServer::serve))) {
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
