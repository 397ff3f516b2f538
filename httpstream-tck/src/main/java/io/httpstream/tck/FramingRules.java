package io.httpstream.tck;

import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import java.io.IOException;
import java.util.List;

/** FRM: where the body of a response ends by its fields and its chunks. */
abstract class FramingRules extends FramedRules {
  private static final List<String> FRAMINGS =
      List.of(
          "",
          "Content-Length: 0\r\n",
          "Content-Length: 5\r\n",
          "Content-Length: 5000000000\r\n",
          "Transfer-Encoding: chunked\r\n");

  @Requirement(id = "FRM-001", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 6.3")
  void responsesToHeadHaveNoBody(Rig rig) throws Exception {
    for (String framing : FRAMINGS) {
      expectNoBody(rig, "HEAD", 200, framing, false);
    }
  }

  @Requirement(id = "FRM-002", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 6.3")
  void noContentHasNoBody(Rig rig) throws Exception {
    for (String framing : FRAMINGS) {
      boolean forbidden = !framing.isEmpty() && !framing.contains(": 0");
      expectNoBody(rig, "GET", 204, framing, forbidden);
    }
  }

  @Requirement(id = "FRM-003", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 6.3")
  void notModifiedHasNoBody(Rig rig) throws Exception {
    for (String framing : FRAMINGS) {
      expectNoBody(rig, "GET", 304, framing, false);
    }
  }

  private void expectNoBody(
      Rig rig, String method, int status, String framing, boolean mayBeRefused) throws IOException {
    String what = "a response of " + status + " to " + method + " with " + shown(framing);
    RawServer server = serveFirst(rig, "HTTP/1.1 " + status + " X\r\n" + framing + "\r\n");
    try (Response response = rig.send(Draft.of(method, server.uri("/bodiless")))) {
      expectEqual("the status of " + what, status, response.status());
      expectEqual("the length of the body of " + what, 0, response.body().readAllBytes().length);
    } catch (IOException e) {
      if (!mayBeRefused || !isViolation(e)) {
        throw new AssertionError(what + " must have an empty body, but failed with " + e, e);
      }
    }
    expectNextAnswered(rig, what, server.uri("/next"));
  }

  @Requirement(id = "FRM-004", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 6.3")
  void lengthsThatDifferAreRefused(Rig rig) throws Exception {
    for (String lengths :
        List.of(
            "Content-Length: 5\r\nContent-Length: 6\r\n",
            "Content-Length: 6\r\nX: y\r\ncontent-length: 5\r\n",
            "Content-Length: 5, 6\r\n")) {
      String reply = OK_LINE + lengths + "\r\nhello!";
      expectViolation(
          rig, "a response with " + shown(lengths), serveFirstAndClose(rig, reply).uri("/two"));
    }
    for (String lengths :
        List.of("Content-Length: 5\r\nContent-Length: 5\r\n", "Content-Length: 5, 5\r\n")) {
      String what = "a response with " + shown(lengths);
      RawServer server = serveFirstAndClose(rig, OK_LINE + lengths + "\r\nhello");
      try {
        expectEqual("the body of " + what, "hello", receive(rig, Draft.get(server.uri("/same"))));
      } catch (IOException e) {
        expectRefusal(what, e);
      }
    }
  }

  private void expectRefusal(String what, IOException failure) {
    if (!isViolation(failure)) {
      throw new AssertionError(
          what + " may be refused as no valid HTTP, but failed with " + failure, failure);
    }
  }

  @Requirement(id = "FRM-005", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 6.3")
  void chunksWithALengthAreRefused(Rig rig) throws Exception {
    String length = "Content-Length: 8\r\n";
    String chunked = "Transfer-Encoding: chunked\r\n";
    for (String fields : List.of(length + chunked, chunked + length)) {
      String what = "a response with " + shown(fields);
      RawServer server =
          rig.serve(
              connection -> {
                connection.readHead();
                connection.send(OK_LINE + fields + "\r\n" + Reply.chunk("hello") + "0\r\n\r\n");
                if (connection.nextHead().isPresent()) {
                  throw new AssertionError("the connection of " + what + " was used again");
                }
              },
              FramedRules::serveOn);
      expectViolation(rig, what, server.uri("/both"));
      expectNextAnswered(rig, what, server.uri("/next"));
    }
    for (String coding : List.of("identity", "gzip", "gzip, chunked", "chunked, gzip")) {
      String reply =
          OK_LINE
              + "Transfer-Encoding: "
              + coding
              + "\r\n\r\n"
              + Reply.chunk("hello")
              + "0\r\n\r\n";
      expectViolation(
          rig, "a response in the coding " + coding, serveFirstAndClose(rig, reply).uri("/coded"));
    }
  }

  @Requirement(id = "FRM-006", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 6.3")
  void lengthsThatAreNoneAreRefused(Rig rig) {
    for (String length :
        List.of(
            "-1",
            "+5",
            "5x",
            "0x5",
            "5 5",
            "5.0",
            "",
            "9223372036854775808",
            "18446744073709551621",
            "99999999999999999999")) {
      String reply = OK_LINE + "Content-Length: " + length + "\r\n\r\nhello";
      expectViolation(
          rig,
          "a response with the length " + shown(length),
          serveFirstAndClose(rig, reply).uri("/length"));
    }
  }

  @Requirement(id = "FRM-007", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 7.1")
  void chunksHaveTheirSizes(Rig rig) {
    for (String size :
        List.of(
            "",
            "+5",
            "-5",
            "3",
            "7",
            "100000005",
            "8000000000000000",
            "8000000000000005",
            "ffffffffffffffff",
            "10000000000000005",
            "fffffffff00000005")) {
      String what = "a body whose chunk has 5 bytes and the size " + shown(size);
      RawServer server = serveFirstAndClose(rig, Reply.CHUNKED + size + "\r\nhello\r\n0\r\n\r\n");
      expectType(
          what,
          IOException.class,
          failureOf(what, () -> "\"" + receive(rig, Draft.get(server.uri("/chunk"))) + "\""));
    }
  }

  @Requirement(id = "FRM-008", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 7.1.1")
  void chunkExtensionsAreIgnored(Rig rig) throws Exception {
    for (String extension :
        List.of(
            ";a",
            ";a=b",
            ";a=\"b\"",
            ";a;b=c",
            ";a=\"b;c\"",
            ";a=\"b\\\"c\"",
            ";" + "a".repeat(200))) {
      String what = "a body whose chunks have the extension " + shown(extension);
      RawServer server =
          serveFirst(
              rig, Reply.CHUNKED + "5" + extension + "\r\nhello\r\n0" + extension + "\r\n\r\n");
      expectEqual(what, "hello", receive(rig, Draft.get(server.uri("/extension"))));
      expectNextAnswered(rig, what, server.uri("/next"));
    }
  }
}
