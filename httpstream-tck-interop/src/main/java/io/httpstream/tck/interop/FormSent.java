package io.httpstream.tck.interop;

import io.httpstream.HttpStreamClient;
import io.httpstream.MultipartRequestBuilder;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.multipart.Part;
import io.httpstream.tck.payload.Fingerprint;
import io.httpstream.tck.payload.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A form, and what a parser must see of it: a line for each part. Sent once. */
final class FormSent {
  private static final String UNTYPED = "application/octet-stream";
  private static final byte[] SHORT = "content".getBytes(StandardCharsets.UTF_8);

  private final List<Part> parts = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();

  /** Fields and files of sizes around a buffer's, and names of all kinds. */
  static FormSent ofAllKinds() {
    FormSent form =
        new FormSent()
            .field("empty", "")
            .field("text", "two\r\nlines, \u00e4\u00f6\u00fc \u20ac")
            .field("long", "x".repeat(64 * 1024));
    for (int size : List.of(0, 1, 65535, 65536, 65537, 3 << 20)) {
      form.stream("stream", "stream-" + size + ".bin", Payload.bytes(size))
          .typed("typed", "bytes-" + size + ".png", "image/png", Payload.bytes(size));
    }
    // What the boundary of this library begins with, again and again.
    form.stream(
        "near",
        "boundaries.bin",
        "\r\n--httpstream-".repeat(5_000).getBytes(StandardCharsets.US_ASCII));
    for (String name : List.of("a\"b", "a\r\nb", "a\"\r\nX-Injected: yes\r\n\r\nb", "%22")) {
      form.escaped(name, "plain.txt").escaped("plain", name);
    }
    for (String name :
        List.of("\u00dcbergr\u00f6\u00dfe.txt", "\u65e5\u672c\u8a9e.png", "\ud83d\ude80 \u20ac")) {
      form.typed(name, name, "image/png", SHORT);
    }
    return form;
  }

  FormSent field(String name, String value) {
    parts.add(Part.field(name, value));
    return expect(name, null, null, Fingerprint.of(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** Of unknown length. */
  FormSent stream(String name, String fileName, byte[] content) {
    parts.add(Part.file(name, fileName, RequestBody.stream(new ByteArrayInputStream(content))));
    return expect(name, fileName, UNTYPED, Fingerprint.of(content));
  }

  /** The first bytes of the payload, of unknown length. */
  FormSent payload(String name, String fileName, int length) {
    parts.add(Part.file(name, fileName, RequestBody.stream(Payload.stream(length))));
    return expect(name, fileName, UNTYPED, Fingerprint.ofPayload(length));
  }

  /** What a response has, which must be the first bytes of the payload. */
  FormSent relayed(String name, String fileName, Response source, long length) {
    parts.add(Part.file(name, fileName, RequestBody.stream(source.body())));
    return expect(name, fileName, UNTYPED, Fingerprint.ofPayload(length));
  }

  FormSent typed(String name, String fileName, String type, byte[] content) {
    parts.add(Part.file(name, fileName, RequestBody.bytes(content).mediaType(type)));
    return expect(name, fileName, type, Fingerprint.of(content));
  }

  /** With names that could break out, were they not escaped. */
  private FormSent escaped(String name, String fileName) {
    parts.add(Part.file(name, fileName, RequestBody.bytes(SHORT)));
    return expect(escape(name), escape(fileName), UNTYPED, Fingerprint.of(SHORT));
  }

  private static String escape(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  private FormSent expect(
      String name, @Nullable String fileName, @Nullable String type, Fingerprint content) {
    expected.add(line(name, fileName, type, content));
    return this;
  }

  /** A part as all parsers of the tier tell it. */
  static String line(
      String name, @Nullable String fileName, @Nullable String type, Fingerprint content) {
    return hex(name)
        + " "
        + hex(fileName)
        + " "
        + hex(type)
        + " "
        + content.length()
        + " "
        + content.sha256();
  }

  private static String hex(@Nullable String text) {
    return text == null || text.isEmpty()
        ? "-"
        : HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String plain(String hex) {
    return hex.equals("-") ? "-" : new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
  }

  /** Sends the form, and compares what the parser tells of it. */
  void expectParsed(HttpStreamClient client, URI uri) throws IOException {
    MultipartRequestBuilder request = client.multipart(uri);
    parts.forEach(request::part);
    try (Response response = request.send()) {
      String told = response.text();
      if (response.status() != 200) {
        throw new AssertionError(
            "a form must be understood by "
                + uri
                + ", which says "
                + response.status()
                + " "
                + told.strip());
      }
      compare(uri, told.lines().toList());
    }
  }

  private void compare(URI uri, List<String> seen) {
    for (int i = 0; i < Math.min(expected.size(), seen.size()); i++) {
      if (!expected.get(i).equals(seen.get(i))) {
        throw new AssertionError(
            "part "
                + (i + 1)
                + " of a form must be "
                + readable(expected.get(i))
                + " for "
                + uri
                + ", but was "
                + readable(seen.get(i)));
      }
    }
    if (expected.size() != seen.size()) {
      throw new AssertionError(
          "a form of "
              + expected.size()
              + " parts must be that for "
              + uri
              + ", which saw "
              + seen.size());
    }
  }

  private static String readable(String line) {
    String[] columns = line.split(" ", -1);
    return columns.length != 5
        ? line
        : String.format(
            "name \"%s\", file \"%s\", type %s, %s bytes with SHA-256 %s",
            plain(columns[0]), plain(columns[1]), plain(columns[2]), columns[3], columns[4]);
  }
}
