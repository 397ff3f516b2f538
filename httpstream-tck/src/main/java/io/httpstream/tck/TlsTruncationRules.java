package io.httpstream.tck;

import io.httpstream.message.Response;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.Certificate;
import io.httpstream.tck.server.Ending;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.SocketBuffers;
import io.httpstream.transport.Capability;
import io.httpstream.transport.TransportConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** FLT-012: over TLS an end that nobody has vouched for is none. */
abstract class TlsTruncationRules extends FaultRules {
  @Requirement(
      id = "FLT-012",
      layer = Layer.TRANSPORT,
      needs = Capability.SSL_CONTEXT,
      rfc = "RFC 9112, section 9.8")
  void endOfTcpIsNotTheEndOfTls(Rig rig) throws Exception {
    TransportConfig config = TransportConfig.defaults().sslContext(Certificate.trusting());
    Door door = rig.closing(rig.newDoor(config));
    for (String begin : List.of("", "hello", "more than is read at once ".repeat(4000))) {
      closedProperly(rig, door, begin);
      for (Ending ending : Ending.values()) {
        expectCut(rig, door, Reply.UNTIL_CLOSE + begin, ending);
      }
    }
    expectCut(rig, door, Reply.ofLength(6) + "hello", Ending.CLOSE);
    expectCut(rig, door, Reply.CHUNKED + Reply.chunk("hello"), Ending.CLOSE);
  }

  private void closedProperly(Rig rig, Door door, String content) throws Exception {
    RawServer server =
        rig.serveTls(
            SocketBuffers.DEFAULT,
            connection -> {
              connection.receive(connection.readHead());
              connection.send(Reply.UNTIL_CLOSE + content);
            });
    try (Response response = door.send(Draft.get(server.uri("/closed")))) {
      expectEqual(
          "a body that ends with its connection over TLS",
          content,
          new String(response.body().readAllBytes(), StandardCharsets.US_ASCII));
    }
  }

  private void expectCut(Rig rig, Door door, String sent, Ending ending) throws Exception {
    RawServer server =
        rig.serveTls(
            SocketBuffers.DEFAULT,
            connection -> {
              connection.receive(connection.readHead());
              connection.send(sent);
              ending.end(connection);
            });
    String head = sent.substring(0, sent.indexOf("\r\n\r\n")).replace("\r\n", ", ");
    String what = "the body of a server that sends \"" + head + "\" and " + ending;
    if (ending == Ending.RESET) {
      // It may overtake the head as well.
      failureOf(
          what,
          () -> {
            try (Response response = door.send(Draft.get(server.uri("/cut")))) {
              return response.body().readAllBytes().length + " bytes";
            }
          });
      return;
    }
    try (Response response = door.send(Draft.get(server.uri("/cut")))) {
      expectCut(rig, what + " without a close_notify", response.body());
    }
  }
}
