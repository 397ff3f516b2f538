package io.httpstream.tck;

import io.httpstream.message.ConnectionLostException;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.Ending;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.timing.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** FLT: a body that does not come to its end must not look as if it had. */
abstract class TruncatedBodyRules extends FaultRules {
  private static final List<String> BEGINNINGS =
      List.of("", "hello", "more than is read at once ".repeat(4000));

  @Requirement(id = "FLT-001", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 8")
  void bodyShorterThanItsLengthIsAnError(Rig rig) throws Exception {
    for (String begin : BEGINNINGS) {
      for (Ending ending : Ending.values()) {
        expectCut(rig, Reply.ofLength(begin.length() + 1), begin, begin, ending);
      }
    }
  }

  @Requirement(id = "FLT-002", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 8")
  void chunkedBodyWithoutItsLastChunkIsAnError(Rig rig) throws Exception {
    for (String begin : BEGINNINGS) {
      for (Ending ending : Ending.values()) {
        expectCut(rig, Reply.CHUNKED, begin.isEmpty() ? "" : Reply.chunk(begin), begin, ending);
      }
    }
  }

  @Requirement(id = "FLT-003", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 8")
  void chunkThatIsCutIsAnError(Rig rig) throws Exception {
    String content = "0123456789";
    for (String cut : List.of("a", "a\r", "a\r\n", "a\r\n012", "a\r\n" + content, "0", "0\r")) {
      for (Ending ending : Ending.values()) {
        expectCut(rig, Reply.CHUNKED, cut, content, ending);
        expectCut(rig, Reply.CHUNKED, Reply.chunk("hello") + cut, "hello" + content, ending);
      }
    }
  }

  @Requirement(id = "FLT-004", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 8")
  void resetIsNotTheEndOfABody(Rig rig) throws Exception {
    for (String head : List.of(Reply.UNTIL_CLOSE, "HTTP/1.0 200 OK\r\n\r\n")) {
      for (String begin : BEGINNINGS) {
        expectCut(rig, head, begin, begin, Ending.RESET);
      }
      readerIsToldOfAReset(rig, head);
    }
  }

  private void expectCut(Rig rig, String head, String framed, String content, Ending ending)
      throws Exception {
    RawServer server =
        rig.serve(
            Script.each(
                (connection, request) -> {
                  connection.receive(request);
                  connection.send(head + framed);
                  ending.end(connection);
                }));
    String what = what(head, framed, ending);
    Response response;
    try {
      response = rig.send(Draft.get(server.uri("/cut")));
    } catch (IOException e) {
      if (ending == Ending.CLOSE) {
        throw new AssertionError(
            "the response of " + what + " must be returned, but threw " + e, e);
      }
      // The reset has overtaken all that was sent.
      expectType(rig, what, ConnectionLostException.class, e);
      return;
    }
    try (response) {
      String seen = expectCut(rig, what, response.body());
      if (!content.startsWith(seen)) {
        throw new AssertionError(
            "what is read of " + what + " must be as it was sent, but was \"" + seen + "\"");
      }
    }
  }

  private static String what(String head, String framed, Ending ending) {
    String sent = framed.length() > 40 ? framed.substring(0, 40) + "..." : framed;
    return ("the body of a server that sends \"" + head + sent + "\" and " + ending)
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }

  /** As it happens most often: what was sent has been read long before. */
  private void readerIsToldOfAReset(Rig rig, String head) throws Exception {
    Signal read = rig.signal("the client has read the beginning of the body");
    RawServer server =
        rig.serve(
            connection -> {
              connection.readHead();
              connection.send(head + "hello");
              read.await();
              connection.reset();
            });
    try (Response response = rig.send(Draft.get(server.uri("/cut")))) {
      expectEqual(
          "the beginning of the body",
          "hello",
          new String(response.body().readNBytes(5), StandardCharsets.US_ASCII));
      read.raise();
      expectCut(rig, what(head, "hello", Ending.RESET), response.body());
    }
  }
}
