package io.httpstream.tck;

import io.httpstream.message.ProtocolViolationException;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.ServerConnection;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What cases about the bytes of a response are written with. */
abstract class FramedRules extends RuleGroup {
  static final String OK_LINE = "HTTP/1.1 200 OK\r\n";

  /** An answer that nobody has asked for, and whoever gets it is to be seen. */
  static final String UNASKED = "HTTP/1.1 299 Unasked\r\nContent-Length: 4\r\n\r\nevil";

  /** A server whose first response is as it is given, and all others are {@link Reply#OK}. */
  final RawServer serveFirst(Rig rig, String first) {
    return rig.serve(
        connection -> {
          connection.readHead();
          connection.send(first);
          serveOn(connection);
        },
        FramedRules::serveOn);
  }

  /** As above, but the server closes the connection behind the first response. */
  final RawServer serveFirstAndClose(Rig rig, String first) {
    return rig.serve(
        connection -> {
          connection.readHead();
          connection.send(first);
        },
        FramedRules::serveOn);
  }

  static void serveOn(ServerConnection connection) throws Exception {
    Script.answering(Reply.OK).run(connection);
  }

  /** Sends a request and reads the body of its response. */
  final String receive(Rig rig, Draft draft) throws IOException {
    try (Response response = rig.send(draft)) {
      return new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** Sends a request whose response is no valid HTTP, be it seen in the head or in the body. */
  final void expectViolation(Rig rig, String what, URI uri) {
    Throwable failure = failureOf(what, () -> "\"" + receive(rig, Draft.get(uri)) + "\"");
    expectType(
        what, rig.isBare() ? ProtocolException.class : ProtocolViolationException.class, failure);
  }

  final boolean isViolation(Throwable failure) {
    return failure instanceof ProtocolException || failure instanceof ProtocolViolationException;
  }

  /** The exchange that follows must get its own answer. */
  final void expectNextAnswered(Rig rig, String what, URI uri) throws IOException {
    try (Response next = rig.send(Draft.get(uri))) {
      expectEqual(
          "the answer to the request after " + what,
          "200 ok",
          next.status()
              + " "
              + new String(next.body().readAllBytes(), StandardCharsets.ISO_8859_1));
    }
  }

  /** Shows what can't be shown. */
  static String shown(String text) {
    String plain = text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
    return "\"" + (plain.length() > 60 ? plain.substring(0, 60) + "..." : plain) + "\"";
  }
}
