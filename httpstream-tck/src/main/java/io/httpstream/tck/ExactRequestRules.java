package io.httpstream.tck;

import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Recorder;
import io.httpstream.tck.server.RequestHead;
import io.httpstream.tck.server.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** HDR: a transport does what it was asked for, and nothing on its own account. */
abstract class ExactRequestRules extends RuleGroup {
  /** How a body is framed is what REQ-002, 003 and 008 are about. */
  private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

  /** Heads of responses upon which clients like to do more than they were asked for. */
  private static final List<String> TEMPTATIONS =
      List.of(
          "300 X\r\nLocation: /elsewhere",
          "301 X\r\nLocation: /elsewhere",
          "302 X\r\nLocation: /elsewhere",
          "303 X\r\nLocation: /elsewhere",
          "307 X\r\nLocation: /elsewhere",
          "308 X\r\nLocation: /elsewhere",
          "401 X",
          "401 X\r\nWWW-Authenticate: Basic realm=\"x\"",
          "407 X",
          "407 X\r\nProxy-Authenticate: Basic realm=\"x\"",
          "408 X",
          "421 X",
          "425 X",
          "429 X\r\nRetry-After: 0",
          "503 X\r\nRetry-After: 0",
          "200 X\r\nSet-Cookie: a=b; Path=/",
          "200 X\r\nCache-Control: max-age=1000\r\nETag: \"x\"",
          "200 X\r\nAlt-Svc: h3=\":443\"; persist=1");

  @Requirement(id = "HDR-010", layer = Layer.TRANSPORT, rfc = "RFC 9110, section 7.7")
  void nothingIsDoneThatWasNotAskedFor(Rig rig) throws Exception {
    for (String head : TEMPTATIONS) {
      Recorder recorder = new Recorder("HTTP/1.1 " + head + "\r\nContent-Length: 0\r\n\r\n");
      RawServer server = rig.serve(recorder);
      List<Draft> drafts = drafts(server);
      for (Draft draft : drafts) {
        try (Response response = rig.send(draft)) {
          expectEqual("the status", Integer.parseInt(head.substring(0, 3)), response.status());
          response.body().readAllBytes();
        }
      }
      recorder.awaitEnds();
      expectSent(drafts, recorder.received(), server, head.replace("\r\n", ", "));
    }
    codedContentStaysCoded(rig);
  }

  @Requirement(id = "HDR-011", layer = Layer.GUARD, rfc = "RFC 9110, section 10.1.5")
  void whoAsksIsNamed(Rig rig) throws Exception {
    Recorder recorder = new Recorder(Reply.EMPTY);
    RawServer server = rig.serve(recorder);
    Draft nameless = Draft.get(server.uri("/nameless"));
    Draft named = Draft.get(server.uri("/named")).header("User-Agent", "tck");
    for (Draft draft : List.of(nameless, named)) {
      try (Response response = rig.send(draft)) {
        response.body().readAllBytes();
      }
    }
    recorder.awaitEnds();
    expectEqual(
        "the User-Agent of a request that says none, and of one that does",
        List.of("httpstream", "tck"),
        recorder.received().stream()
            .flatMap(request -> request.head().fields().stream())
            .filter(field -> field.name().equalsIgnoreCase("User-Agent"))
            .map(RequestHead.Field::value)
            .toList());
  }

  private static List<Draft> drafts(RawServer server) {
    List<Draft> drafts =
        List.of(
            Draft.get(server.uri("/get?a=b")),
            Draft.of("HEAD", server.uri("/head")),
            Draft.of("DELETE", server.uri("/delete")),
            Draft.of("OPTIONS", server.uri("/options")),
            Draft.post(server.uri("/known"), RequestBody.bytes(Payload.bytes(100))),
            Draft.post(server.uri("/once"), RequestBody.writer(out -> out.write(1))),
            Draft.of("PUT", server.uri("/put")).body(RequestBody.bytes(Payload.bytes(100))),
            Draft.of("PATCH", server.uri("/patch")),
            // A client that caches, or that keeps cookies, has by now what it needs for it.
            Draft.get(server.uri("/get?a=b")).header("X-Asked", "for"));
    drafts.forEach(draft -> draft.header("User-Agent", "tck"));
    return drafts;
  }

  private static void expectSent(
      List<Draft> drafts, List<Recorder.Received> received, RawServer server, String response) {
    List<String> expected =
        drafts.stream().map(draft -> words(draft, server.uri("/").getAuthority())).toList();
    List<String> seen = received.stream().map(request -> words(request.head())).toList();
    for (int i = 0; i < Math.max(expected.size(), seen.size()); i++) {
      String sent = i < seen.size() ? seen.get(i) : "(nothing)";
      String asked = i < expected.size() ? expected.get(i) : "(nothing)";
      if (!sent.equals(asked)) {
        throw new AssertionError(
            "where responses are "
                + response
                + ", what is sent must be "
                + asked
                + ", but was "
                + sent);
      }
    }
  }

  private static String words(Draft draft, String host) {
    Stream<String> fields =
        draft.fields().stream().map(field -> words(field.name(), field.value()));
    return words(
        draft.method(),
        draft.uri().substring(draft.uri().indexOf(host) + host.length()),
        Stream.concat(fields, Stream.of(words("Host", host))));
  }

  private static String words(RequestHead head) {
    return words(
        head.method(),
        head.target(),
        head.fields().stream()
            .filter(field -> !FRAMING.contains(field.name().toLowerCase(Locale.ROOT)))
            .map(field -> words(field.name(), field.value())));
  }

  private static String words(String name, String value) {
    return name.toLowerCase(Locale.ROOT) + ": " + value;
  }

  private static String words(String method, String target, Stream<String> fields) {
    return method + " " + target + " " + fields.sorted().toList();
  }

  private void codedContentStaysCoded(Rig rig) throws Exception {
    byte[] coded = gzip(Payload.bytes(1000));
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  connection.send(
                      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                          + coded.length
                          + "\r\n\r\n");
                  connection.send(coded);
                }));
    for (boolean asked : List.of(false, true)) {
      Draft draft = Draft.get(server.uri("/coded"));
      try (Response response = rig.send(asked ? draft.header("Accept-Encoding", "gzip") : draft)) {
        expectEqual(
            "the Content-Encoding", List.of("gzip"), response.headers().all("Content-Encoding"));
        if (!Arrays.equals(coded, response.body().readAllBytes())) {
          throw new AssertionError("coded content must arrive as it was sent, but was decoded");
        }
      }
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
      gzip.write(content);
    }
    return coded.toByteArray();
  }
}
