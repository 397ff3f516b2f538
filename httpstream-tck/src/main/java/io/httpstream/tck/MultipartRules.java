package io.httpstream.tck;

import io.httpstream.MultipartRequestBuilder;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.multipart.Part;
import io.httpstream.tck.judging.Judges;
import io.httpstream.tck.multipart.ParsedPart;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.timing.Timing;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** MPT: forms, as servers understand them. */
abstract class MultipartRules extends RuleGroup {
  private static final String UNTYPED = "application/octet-stream";
  private static final byte[] SHORT = "content".getBytes(StandardCharsets.UTF_8);

  @Requirement(id = "MPT-001", layer = Layer.CLIENT, rfc = "RFC 7578, section 4")
  void fieldsAndFilesArriveByteByByte(Rig rig) throws Exception {
    FormSent form = new FormSent();
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
    judge(rig, form);
    FormSent many = new FormSent();
    for (int i = 0; i < 150; i++) {
      many.field("field-" + i, "value " + i).stream("file", i + ".bin", Payload.bytes(i));
    }
    judge(rig, many);
    judge(rig, new FormSent().field("only", "one"));
  }

  @Requirement(
      id = "MPT-002",
      layer = Layer.CLIENT,
      rfc = "RFC 7578, section 2; WHATWG HTML, multipart/form-data")
  void namesCannotBreakOut(Rig rig) throws Exception {
    FormSent form = new FormSent();
    for (String name :
        List.of("a\"b", "a\rb", "a\nb", "a\r\nb", "a\r\n\r\nb", "\"", "\r\n", "%22")) {
      form.escaped(name, "plain.txt");
      form.escaped("plain", name);
    }
    form.escaped("plain", "a\"; filename=\"evil.sh");
    form.escaped("plain", "a\"\r\nX-Injected: yes\r\n\r\nb");
    form.escaped("plain", "a\r\nContent-Type: text/html");
    judge(rig, form);
  }

  @Requirement(id = "MPT-003", layer = Layer.CLIENT, rfc = "RFC 7578, section 5.1")
  void namesAreUtf8(Rig rig) throws Exception {
    FormSent form = new FormSent();
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
    judge(rig, form);
  }

  private static void judge(Rig rig, FormSent form) throws Exception {
    Judges judges = Judges.find(rig.tck().getClass().getClassLoader());
    rig.note("judged by " + judges.names());
    CompletableFuture<String> type = new CompletableFuture<>();
    CompletableFuture<byte[]> body = new CompletableFuture<>();
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  type.complete(String.join(" and ", head.all("Content-Type")));
                  body.complete(connection.body(head).readAllBytes());
                  connection.send(Reply.OK);
                }));
    MultipartRequestBuilder request = rig.client().multipart(server.uri("/form"));
    form.parts.forEach(request::part);
    try (Response response = request.send()) {
      response.requireSuccess().body().readAllBytes();
    }
    long patience = Timing.patience().toMillis();
    judges.judge(
        type.get(patience, TimeUnit.MILLISECONDS),
        body.get(patience, TimeUnit.MILLISECONDS),
        form.expected);
  }

  /** A form and what must be seen of it. */
  private static final class FormSent {
    private final List<Part> parts = new ArrayList<>();
    private final List<ParsedPart> expected = new ArrayList<>();

    private FormSent field(String name, String value) {
      parts.add(Part.field(name, value));
      expected.add(new ParsedPart(name, null, null, value.getBytes(StandardCharsets.UTF_8)));
      return this;
    }

    /** Of unknown length. */
    private void stream(String name, String fileName, byte[] content) {
      parts.add(Part.file(name, fileName, RequestBody.stream(new ByteArrayInputStream(content))));
      expected.add(new ParsedPart(name, fileName, UNTYPED, content));
    }

    private void typed(String name, String fileName, String type, byte[] content) {
      parts.add(Part.file(name, fileName, RequestBody.bytes(content).mediaType(type)));
      expected.add(new ParsedPart(name, fileName, type, content));
    }

    private void escaped(String name, String fileName) {
      parts.add(Part.file(name, fileName, RequestBody.bytes(SHORT)));
      expected.add(new ParsedPart(escape(name), escape(fileName), UNTYPED, SHORT));
    }

    private static String escape(String name) {
      return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
  }
}
