package io.httpstream.tck;

import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.payload.Fingerprint;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.ServerConnection;
import io.httpstream.tck.timing.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

/** RSP: when a response is there, and what can be read of it. */
abstract class ResponseRules extends RuleGroup {
  @Requirement(id = "RSP-001", layer = Layer.TRANSPORT)
  void headersComeFirst(Rig rig) throws Exception {
    headersThenBody(rig, Reply.ofLength(5), "hello");
    headersThenBody(rig, Reply.CHUNKED, Reply.chunk("hello") + "0\r\n\r\n");
    headersThenBody(rig, Reply.UNTIL_CLOSE, "hello");
  }

  private void headersThenBody(Rig rig, String head, String framedBody) throws Exception {
    Signal returned = rig.signal("the response was returned while the server held back its body");
    RawServer server =
        rig.serve(
            connection -> {
              connection.readHead();
              connection.send(head);
              returned.await();
              connection.send(framedBody);
            });
    try (Response response = rig.send(Draft.get(server.uri("/headers")))) {
      returned.raise();
      expectEqual("the body that follows", "hello", text(response.body()));
    }
  }

  @Requirement(id = "RSP-002", layer = Layer.TRANSPORT)
  void whatHasComeCanBeRead(Rig rig) throws Exception {
    pieceByPiece(rig, Reply.ofLength(10), "first", "later", "");
    pieceByPiece(rig, Reply.CHUNKED, Reply.chunk("first"), Reply.chunk("later"), "0\r\n\r\n");
    pieceByPiece(rig, Reply.UNTIL_CLOSE, "first", "later", "");
  }

  private void pieceByPiece(Rig rig, String head, String first, String later, String end)
      throws Exception {
    Signal read = rig.signal("the first piece was read while the server held back the second");
    RawServer server =
        rig.serve(
            connection -> {
              connection.readHead();
              connection.send(head + first);
              read.await();
              connection.send(later + end);
            });
    try (Response response = rig.send(Draft.get(server.uri("/pieces")))) {
      expectEqual("the first piece", "first", readAtLeast(response.body(), 5));
      read.raise();
      expectEqual("the second piece", "later", text(response.body()));
    }
  }

  /** Reads into a large buffer: a read returns what is there, and does not wait to fill it. */
  private static String readAtLeast(InputStream body, int count) throws IOException {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (seen.size() < count) {
      int read = body.read(buffer);
      if (read < 0) {
        throw new AssertionError("the body ended after " + seen.size() + " bytes");
      }
      seen.write(buffer, 0, read);
    }
    return seen.toString(StandardCharsets.ISO_8859_1);
  }

  @Requirement(id = "RSP-003", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 7.1")
  void tinyChunksStayIntact(Rig rig) throws Exception {
    byte[] content = Payload.bytes(1000);
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  boolean split = head.target().equals("/split");
                  connection.send(Reply.CHUNKED);
                  for (byte b : content) {
                    byte[] chunk = {'1', '\r', '\n', b, '\r', '\n'};
                    if (split) {
                      sendSplit(connection, chunk);
                    } else {
                      connection.send(chunk);
                    }
                  }
                  connection.send("0\r\n\r\n");
                }));
    for (String target : List.of("/whole", "/split")) {
      try (Response response = rig.send(Draft.get(server.uri(target)))) {
        expectEqual(
            "a body in chunks of one byte",
            Fingerprint.of(content),
            Fingerprint.of(response.body()));
      }
    }
  }

  private static void sendSplit(ServerConnection connection, byte[] bytes) throws IOException {
    for (byte b : bytes) {
      connection.send(new byte[] {b});
    }
  }

  @Requirement(id = "RSP-004", layer = Layer.TRANSPORT, seconds = 300)
  void moreThanFourGibibytesCanBeRead(Rig rig) throws Exception {
    byte[] block = Payload.bytes(1 << 20);
    long blocks = 4097;
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  connection.send(Reply.ofLength(blocks * block.length));
                  for (long i = 0; i < blocks; i++) {
                    connection.send(block);
                  }
                }));
    try (Response response = rig.send(Draft.get(server.uri("/large")))) {
      expectEqual("the length that is declared", blocks * block.length, response.contentLength());
      expectEqual("the bytes that can be read", blocks * block.length, count(response.body()));
    }
  }

  private static long count(InputStream body) throws IOException {
    byte[] buffer = new byte[1 << 18];
    long count = 0;
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      count += read;
    }
    return count;
  }

  @Requirement(id = "RSP-005", layer = Layer.TRANSPORT)
  void endRepeats(Rig rig) throws Exception {
    for (String reply : allFramings("hello")) {
      RawServer server = rig.serve(oneReply(reply));
      try (Response response = rig.send(Draft.get(server.uri("/end")))) {
        InputStream body = response.body();
        expectEqual("the body before its end", "hello", text(body));
        for (int i = 0; i < 3; i++) {
          expectEnd("a read of a byte after the end", body::read);
          expectEnd("a read of an array after the end", () -> body.read(new byte[10]));
        }
      }
    }
  }

  private void expectEnd(String what, Callable<Integer> read) throws Exception {
    try {
      expectEqual(what, -1, read.call());
    } catch (IOException e) {
      throw new AssertionError(what + " must be -1, but threw " + e, e);
    }
  }

  @Requirement(id = "RSP-006", layer = Layer.TRANSPORT)
  void readAfterCloseFails(Rig rig) throws Exception {
    for (String reply : allFramings("hello")) {
      for (int readBefore : List.of(0, 2, 10)) {
        RawServer server = rig.serve(oneReply(reply));
        Response response = rig.send(Draft.get(server.uri("/closed")));
        response.body().readNBytes(readBefore);
        response.close();
        String what = "reading a body that was closed after " + readBefore + " bytes";
        expectType(what, IOException.class, failureOf(what, () -> response.body().read()));
        expectType(
            what, IOException.class, failureOf(what, () -> response.body().read(new byte[10])));
      }
    }
  }

  private static List<String> allFramings(String text) {
    return List.of(
        Reply.ofLength(text.length()) + text,
        Reply.CHUNKED + Reply.chunk(text) + "0\r\n\r\n",
        Reply.UNTIL_CLOSE + text);
  }

  private static Script oneReply(String reply) {
    return connection -> {
      connection.readHead();
      connection.send(reply);
    };
  }

  private static String text(InputStream body) throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}
