package io.httpstream.tck;

import io.httpstream.MultipartRequestBuilder;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** MPT: content that a form could stumble over. */
abstract class FormContentRules extends RuleGroup {
  private static final String TYPE = "image/png";

  /** What a boundary may be made of, and how long it may be (RFC 2046, section 5.1.1). */
  private static final String BOUNDARY = "[0-9A-Za-z'()+_,./:=?-]{20,70}";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Requirement(id = "MPT-004", layer = Layer.CLIENT, rfc = "RFC 2046, section 5.1.1")
  void contentThatLooksLikeABoundaryIsContent(Rig rig) throws Exception {
    Set<String> boundaries = new HashSet<>();
    SentForm.Seen earlier = new SentForm().field("earlier", "form").judge(rig);
    boundaries.add(earlier.boundary());
    for (int i = 0; i < 10; i++) {
      String boundary = new SentForm().field("field", "value").judge(rig).boundary();
      if (!boundary.matches(BOUNDARY)) {
        throw new AssertionError(
            "a boundary must be 20 to 70 letters, digits and '()+_,./:=?- but was " + boundary);
      }
      if (!boundaries.add(boundary)) {
        throw new AssertionError(
            "each form must have a boundary that nobody can guess, but two had " + boundary);
      }
    }
    String known = earlier.boundary();
    SentForm form = new SentForm();
    for (String boundary : List.of(known, known.substring(0, known.length() - 1), "X", "")) {
      form
          .typed("whole", "a", TYPE, bytes(boundary))
          .typed("whole", "b", TYPE, bytes("--" + boundary))
          .stream("stream", "c", bytes("\r\n--" + boundary + "\r\n"))
          .stream("stream", "d", bytes("\r\n--" + boundary + "--\r\n"))
          .bytes("bytes", "e", bytes("\n--" + boundary + "\nx\r\n--" + boundary + "--"))
          .field("field", "--" + boundary + "--\r\n\r\n--" + boundary);
    }
    form.typed("form", "a whole form", TYPE, earlier.body()).stream(
            "form", "a whole form as it comes", earlier.body())
        .judge(rig);
  }

  @Requirement(id = "MPT-005", layer = Layer.CLIENT, rfc = "RFC 2046, section 5.1.1")
  void lineEndsInContentAreContent(Rig rig) throws Exception {
    SentForm form = new SentForm();
    for (String dense : List.of("\r\n", "\r", "\n", "\r\r\n", "\r\n-", "\r\n--", "-")) {
      for (int size : List.of(1, 2, 3, 4, 5, 1023, 1024, 1025, 8191, 8192, 8193, 65536, 65537)) {
        byte[] content = bytes(dense.repeat(size / dense.length() + 1).substring(0, size));
        form.typed("whole", size + ".bin", TYPE, content).stream("stream", size + ".bin", content);
        if (size < 10_000) {
          form.bytes("bytes", size + ".bin", content);
        }
        if (size < 10) {
          form.field("field", new String(content, StandardCharsets.ISO_8859_1));
        }
      }
    }
    form.judge(rig);
  }

  @Requirement(id = "MPT-006", layer = Layer.CLIENT, rfc = "RFC 7578, section 4")
  void emptyPartsArriveAndEmptyFormsAreRefused(Rig rig) throws Exception {
    byte[] nothing = {};
    new SentForm().field("only", "").judge(rig);
    new SentForm().stream("only", "empty.bin", nothing).judge(rig);
    new SentForm()
        .field("empty", "").field("empty", "").typed("empty", "known.png", TYPE, nothing).stream(
                "empty", "unknown.bin", nothing)
            .field("not empty", "value")
            .bytes("empty", "written.bin", nothing)
            .judge(rig);

    RawServer server = rig.serve(Script.answering(Reply.OK));
    MultipartRequestBuilder none = rig.client().multipart(server.uri("/none"));
    expectRefused("a form without parts", none);
    expectRefused("a form of a field of no values", none.field("none", List.of()));
    expectEqual("the number of connections for forms without parts", 0, server.accepted());
  }

  private void expectRefused(String what, MultipartRequestBuilder form) {
    expectType(what, IllegalArgumentException.class, failureOf(what, form::send));
  }

  @Requirement(id = "MPT-007", layer = Layer.CLIENT, rfc = "RFC 9110, section 8.6")
  void lengthIsThatOfAllParts(Rig rig) throws Exception {
    SentForm form = new SentForm();
    for (int size : List.of(0, 1, 1000, 65535, 65536, 65537)) {
      expectLength(rig, new SentForm().typed("one", size + ".png", TYPE, Payload.bytes(size)));
      expectLength(
          rig,
          form.field("text", "\u00e4\u20ac\ud83d\ude80".repeat(size / 10))
              .typed("\u00fcber", "r\u00e9sum\u00e9 \u65e5\u672c.png", TYPE, Payload.bytes(size))
              .escaped("a\"b", "c\r\nd"));
    }
  }

  private void expectLength(Rig rig, SentForm form) throws Exception {
    SentForm.Seen seen = form.judge(rig);
    expectEqual(
        "Content-Length of a form of which the length of each part is known",
        List.of(String.valueOf(seen.body().length)),
        seen.head().all("Content-Length"));
  }
}
