package io.httpstream.tck;

import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Recorder;
import io.httpstream.tck.server.Script;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** HDR: what may stand in a head, and that nothing of it is lost. */
abstract class HeaderRules extends RuleGroup {
  private static final List<String> FORBIDDEN =
      List.of("\r", "\n", "\r\n", "\r\nInjected: yes", "\0", "\u0001", "\u001f", "\u007f");

  /** What the transport says for itself; some of it would be right, some a lie. */
  private static final List<String> FRAMING =
      List.of(
          "Host: example.com",
          "Content-Length: 5",
          "Content-Length: 4",
          "Transfer-Encoding: chunked",
          "Connection: close",
          "Connection: X-Name",
          "Keep-Alive: timeout=5",
          "Proxy-Connection: close",
          "Expect: 100-continue",
          "TE: trailers",
          "Trailer: X-Name",
          "Upgrade: h2c");

  @Requirement(id = "HDR-001", layer = Layer.CLIENT, rfc = "RFC 9110, section 5.5")
  void controlCharactersInValuesAreRefused(Rig rig) {
    RawServer server = rig.serve(Script.answering(Reply.EMPTY));
    for (String forbidden : FORBIDDEN) {
      for (String value : List.of(forbidden, "a" + forbidden, "a" + forbidden + "b")) {
        expectRefusal(
            rig,
            server,
            "a header value with " + codes(forbidden),
            Draft.get(server.uri("/value")).header("X-Name", value));
      }
    }
  }

  @Requirement(id = "HDR-002", layer = Layer.CLIENT, rfc = "RFC 9112, section 3")
  void forbiddenCharactersElsewhereAreRefused(Rig rig) {
    RawServer server = rig.serve(Script.answering(Reply.EMPTY));
    for (String forbidden : List.of("\r", "\n", "\r\nInjected: yes", "\0", " ", ":")) {
      String what = " with " + codes(forbidden);
      expectRefusal(
          rig, server, "a method" + what, Draft.of("GET" + forbidden, server.uri("/method")));
      expectRefusal(
          rig,
          server,
          "a header name" + what,
          Draft.get(server.uri("/name")).header("X-Name" + forbidden, "value"));
    }
    for (String forbidden : List.of("\r", "\n", "\r\nInjected: yes", "\0", " ")) {
      expectRefusal(
          rig,
          server,
          "a target with " + codes(forbidden),
          Draft.unchecked("GET", server.uri("/target") + forbidden + "x"));
    }
  }

  @Requirement(id = "HDR-007", layer = Layer.CLIENT, rfc = "RFC 9110, section 5.5")
  void charactersBeyondAsciiAreRefused(Rig rig) {
    RawServer server = rig.serve(Script.answering(Reply.EMPTY));
    for (String forbidden :
        List.of("\u0080", "\u00a0", "\u00e9", "\u00ff", "\u0100", "\u20ac", "\ud83d\ude00")) {
      for (String value : List.of(forbidden, "a" + forbidden + "b")) {
        expectRefusal(
            rig,
            server,
            "a header value with " + codes(forbidden),
            Draft.get(server.uri("/value")).header("X-Name", value));
      }
      expectRefusal(
          rig,
          server,
          "a header name with " + codes(forbidden),
          Draft.get(server.uri("/name")).header("X" + forbidden, "value"));
    }
  }

  @Requirement(id = "HDR-009", layer = Layer.CLIENT, rfc = "RFC 9112, section 6")
  void fieldsThatFrameTheMessageAreRefused(Rig rig) {
    RawServer server = rig.serve(Script.answering(Reply.EMPTY));
    for (String field : FRAMING) {
      String[] nameAndValue = field.split(": ", 2);
      for (String name : List.of(nameAndValue[0], nameAndValue[0].toUpperCase(Locale.ROOT))) {
        expectRefusal(
            rig,
            server,
            "the header " + name,
            Draft.post(server.uri("/framing"), RequestBody.text("hello"))
                .header(name, nameAndValue[1]));
      }
    }
  }

  private void expectRefusal(Rig rig, RawServer server, String what, Draft draft) {
    Throwable failure = failureOf(what, () -> rig.send(draft));
    expectType(what, IllegalArgumentException.class, failure);
    if (server.accepted() > 0) {
      throw new AssertionError(what + " was refused only after a connection had been made");
    }
  }

  /** Shows characters that can't be shown. */
  private static String codes(String text) {
    StringBuilder codes = new StringBuilder();
    text.chars().limit(2).forEach(c -> codes.append(String.format("U+%04X ", c)));
    return codes.toString().strip();
  }

  @Requirement(id = "HDR-003", layer = Layer.TRANSPORT, rfc = "RFC 9110, section 5.3")
  void repeatedHeadersStayApart(Rig rig) throws Exception {
    List<String> values = List.of("second", "first", "a, b", "first");
    Recorder recorder =
        new Recorder(
            """
            HTTP/1.1 200 OK\r
            Set-Cookie: second\r
            Content-Length: 0\r
            Set-Cookie: first\r
            Set-Cookie: a, b\r
            X-Between: x\r
            Set-Cookie: first\r
            \r
            """);
    RawServer server = rig.serve(recorder);
    Draft draft = Draft.get(server.uri("/repeated"));
    values.forEach(
        value -> draft.header("X-Several", value).header("X-Between-" + value.length(), "x"));
    try (Response response = rig.send(draft)) {
      expectEqual(
          "the values of a repeated request header",
          values,
          recorder.last().head().all("X-Several"));
      expectEqual(
          "the values of a repeated response header", values, response.headers().all("Set-Cookie"));
    }
  }

  @Requirement(id = "HDR-004", layer = Layer.TRANSPORT, rfc = "RFC 9110, section 5.1")
  void namesAreComparedWithoutCase(Rig rig) throws Exception {
    expectFound(rig, "HTTP/1.1 200 OK\r\ncOnTeNt-lEnGtH: 5\r\nX-mIxEd: value\r\n\r\nhello");
    expectFound(
        rig,
        "HTTP/1.1 200 OK\r\nTRANSFER-encoding: chunked\r\nX-mIxEd: value\r\n\r\n"
            + Reply.chunk("hello")
            + "0\r\n\r\n");
  }

  private void expectFound(Rig rig, String reply) throws Exception {
    RawServer server = rig.serve(Script.answering(reply));
    try (Response response = rig.send(Draft.get(server.uri("/case")))) {
      for (String name : List.of("X-Mixed", "x-mixed", "X-MIXED", "X-mIxEd")) {
        expectEqual(
            "the response header X-mIxEd when asked for as " + name,
            "value",
            response.header(name).orElse("(not found)"));
      }
      expectEqual(
          "the body that is framed by a header in unusual case",
          "hello",
          new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1));
    }
  }
}
