package io.httpstream.tck;

import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** HDR: the header fields of responses, as they are on the wire. */
abstract class ResponseFieldRules extends FramedRules {
  @Requirement(id = "HDR-005", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 5.2")
  void foldedLinesAreUnfolded(Rig rig) throws Exception {
    expectField(rig, "X-Name: a\r\n b\r\nContent-Length: 5\r\n", "a b");
    expectField(rig, "X-Name: a\r\n\tb\r\nContent-Length: 5\r\n", "a b");
    expectField(rig, "X-Name: a \r\n   b\r\n c\r\nContent-Length: 5\r\n", "a b c");
    expectField(rig, "X-Name:\r\n a\r\nContent-Length: 5\r\n", "a");
    expectField(rig, "Content-Length: 5\r\nX-Name: a\r\n b\r\n", "a b");
    expectField(rig, "Content-Length:\r\n 5\r\nX-Name: a\r\n", "a");
    // What looks like a field is a part of one.
    expectField(
        rig,
        "X-Name: a\r\n Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "a Transfer-Encoding: chunked");
  }

  private void expectField(Rig rig, String fields, String value) throws IOException {
    String what = "a response with the fields " + shown(fields);
    RawServer server = serveFirst(rig, OK_LINE + fields + "\r\nhello");
    try (Response response = rig.send(Draft.get(server.uri("/folded")))) {
      String seen = response.header("X-Name").orElse("(not found)");
      expectEqual("the header X-Name of " + what, value, seen.replaceAll(" +", " "));
      expectEqual(
          "the body of " + what,
          "hello",
          new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new AssertionError(what + " must be read, but failed with " + e, e);
    }
    expectNextAnswered(rig, what, server.uri("/next"));
  }

  @Requirement(id = "HDR-006", layer = Layer.TRANSPORT, rfc = "RFC 9110, section 5.5")
  void bytesOfValuesAreKept(Rig rig) throws Exception {
    StringBuilder all = new StringBuilder("x");
    for (char c = 0x21; c <= 0xff; c++) {
      all.append(c == 0x7f ? ' ' : c);
    }
    // The bytes of UTF-8 are bytes like any other.
    for (String value : List.of("gr\u00fcn", "\u00c3\u00a9 \u00e2\u0082\u00ac", all + "x")) {
      RawServer server =
          serveFirst(rig, OK_LINE + "X-Name: " + value + "\r\nContent-Length: 0\r\n\r\n");
      try (Response response = rig.send(Draft.get(server.uri("/bytes")))) {
        expectEqual(
            "the value of a header, as ISO-8859-1,",
            value,
            response.header("X-Name").orElse("(not found)"));
      }
    }
  }

  @Requirement(id = "HDR-008", layer = Layer.TRANSPORT, rfc = "RFC 9110, section 5.1")
  void namesThatAreNoneAreRefused(Rig rig) {
    for (String name :
        List.of("X Name", "X-Name ", "X(Name", "X\"Name", "X\u00e9", "X\u0001", "X\u0000", "X@")) {
      String reply = OK_LINE + name + ": value\r\nContent-Length: 5\r\n\r\nhello";
      expectViolation(
          rig,
          "a response with the header name " + shown(name),
          serveFirstAndClose(rig, reply).uri("/name"));
    }
    for (String line : List.of("X-Name", ": value")) {
      expectNoSuchField(rig, line);
    }
  }

  /** What has no name may be passed over, as long as nobody gets to see it. */
  private void expectNoSuchField(Rig rig, String line) {
    String what = "a response with the header line " + shown(line);
    RawServer server =
        serveFirstAndClose(rig, OK_LINE + line + "\r\nContent-Length: 5\r\n\r\nhello");
    try (Response response = rig.send(Draft.get(server.uri("/no-name")))) {
      response
          .headers()
          .forEach(field -> expectEqual("the only header of " + what, "5", field.value()));
    } catch (IOException e) {
      if (!isViolation(e)) {
        throw new AssertionError(what + " may be refused, but failed with " + e, e);
      }
    }
  }
}
