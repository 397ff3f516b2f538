package io.httpstream.tck;

import io.httpstream.message.ConnectFailedException;
import io.httpstream.message.ConnectionLostException;
import io.httpstream.message.ExchangeException;
import io.httpstream.message.RequestBody;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.Ending;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.ServerConnection;
import java.io.IOException;
import java.util.List;

/** FLT: a connection that ends before there is a response. */
abstract class LostConnectionRules extends FaultRules {
  private static final List<String> BEGINNINGS =
      List.of(
          "",
          "H",
          "HTTP/1.1 200",
          "HTTP/1.1 200 OK\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 0",
          "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r",
          "HTTP/1.1 100 Continue\r\n\r\n",
          "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");

  @Requirement(id = "FLT-005", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 8")
  void endBeforeTheResponseIsALostConnection(Rig rig) throws Exception {
    for (String begin : BEGINNINGS) {
      for (Ending ending : Ending.values()) {
        RawServer server =
            rig.serve(
                connection -> {
                  if (connection.receive(connection.readHead()).complete()) {
                    connection.send(begin);
                    ending.end(connection);
                  }
                });
        String what =
            ("a request whose server answers \"" + begin + "\" and " + ending)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
        expectNoAnswer(rig, what, Draft.get(server.uri("/get")));
        expectNoAnswer(rig, what, oneShot(server.uri("/post")));
      }
    }
  }

  @Requirement(id = "FLT-009", layer = Layer.TRANSPORT)
  void endInTheMidstOfAnUploadIsALostConnection(Rig rig) throws Exception {
    int length = 1 << 20;
    for (int bytesRead : List.of(0, length / 4)) {
      RawServer closing =
          rig.serve(
              connection -> {
                connection.readHead();
                connection.readBytes(bytesRead);
                // It reads on: the other half of the connection is whole.
                connection.halfClose();
                connection.drain();
              });
      String what = "an upload whose server closes its side after " + bytesRead + " bytes";
      expectNoAnswer(rig, what, Draft.post(closing.uri("/once"), writing(length)));
      expectNoAnswer(rig, what, Draft.post(closing.uri("/known"), writing(length).length(length)));
    }
  }

  private static RequestBody writing(int length) {
    return RequestBody.writer(
        out -> {
          byte[] block = Payload.bytes(16 * 1024);
          for (int at = 0; at < length; at += block.length) {
            out.write(block);
          }
        });
  }

  @Requirement(id = "FLT-010", layer = Layer.TRANSPORT)
  void serverThatHangsUpIsALostConnection(Rig rig) throws Exception {
    RawServer closing = rig.serve(ServerConnection::cut);
    RawServer resetting = rig.serve(ServerConnection::reset);
    for (RawServer server : List.of(closing, resetting)) {
      for (int i = 0; i < 10; i++) {
        expectHungUp(rig, Draft.get(server.uri("/get")));
        expectHungUp(rig, oneShot(server.uri("/post")));
      }
    }
  }

  /** The end may come before the client knows that it is connected. */
  private void expectHungUp(Rig rig, Draft draft) {
    String what = "a request whose server accepts and hangs up";
    IOException failure = expectFailure(rig, what, ExchangeException.class, () -> rig.send(draft));
    if (!rig.isBare() && !(failure instanceof ConnectFailedException)) {
      expectType(what, ConnectionLostException.class, failure);
    }
  }
}
