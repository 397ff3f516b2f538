package io.httpstream.tck;

import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** MPT: forms, as servers understand them. */
abstract class MultipartRules extends RuleGroup {
  private static final byte[] SHORT = "content".getBytes(StandardCharsets.UTF_8);

  @Requirement(id = "MPT-001", layer = Layer.CLIENT, rfc = "RFC 7578, section 4")
  void fieldsAndFilesArriveByteByByte(Rig rig) throws Exception {
    SentForm form = new SentForm();
    form.field("empty", "")
        .field("text", "two\r\nlines, \u00e4\u00f6\u00fc \u20ac")
        .field("long", "x".repeat(64 * 1024));
    for (int size : List.of(0, 1, 65535, 65536, 65537, 3 << 20)) {
      form.stream("stream", "stream-" + size + ".bin", Payload.bytes(size));
      form.typed("typed", "bytes-" + size + ".png", "image/png", Payload.bytes(size));
    }
    form.stream(
        "dense",
        "line-ends.bin",
        "\r\n\r\r\n--\r\n-".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
    // What the boundary of this library begins with, again and again.
    form.stream(
        "near",
        "boundaries.bin",
        "\r\n--httpstream-".repeat(10_000).getBytes(StandardCharsets.US_ASCII));
    form.judge(rig);
    SentForm many = new SentForm();
    for (int i = 0; i < 150; i++) {
      many.field("field-" + i, "value " + i).stream("file", i + ".bin", Payload.bytes(i));
    }
    many.judge(rig);
    new SentForm().field("only", "one").judge(rig);
  }

  @Requirement(
      id = "MPT-002",
      layer = Layer.CLIENT,
      rfc = "RFC 7578, section 2; WHATWG HTML, multipart/form-data")
  void namesCannotBreakOut(Rig rig) throws Exception {
    SentForm form = new SentForm();
    for (String name :
        List.of("a\"b", "a\rb", "a\nb", "a\r\nb", "a\r\n\r\nb", "\"", "\r\n", "%22")) {
      form.escaped(name, "plain.txt");
      form.escaped("plain", name);
    }
    form.escaped("plain", "a\"; filename=\"evil.sh");
    form.escaped("plain", "a\"\r\nX-Injected: yes\r\n\r\nb");
    form.escaped("plain", "a\r\nContent-Type: text/html");
    form.judge(rig);
  }

  @Requirement(id = "MPT-003", layer = Layer.CLIENT, rfc = "RFC 7578, section 5.1")
  void namesAreUtf8(Rig rig) throws Exception {
    SentForm form = new SentForm();
    for (String name :
        List.of(
            "\u00dcbergr\u00f6\u00dfe.txt",
            "r\u00e9sum\u00e9.pdf",
            "re\u0301sume\u0301.pdf",
            "\u65e5\u672c\u8a9e.png",
            "\ud55c\uad6d\uc5b4.png",
            "\u0440\u0443\u0441\u0441\u043a\u0438\u0439.doc",
            "\u05e2\u05d1\u05e8\u05d9\u05ea.txt",
            "\ud83d\ude80 \ud83d\udc69\u200d\ud83d\udcbb.jpg",
            "\u20ac 100.txt")) {
      form.typed("file", name, "image/png", SHORT);
      form.typed(name, "plain.txt", "image/png", SHORT);
    }
    form.judge(rig);
  }
}
