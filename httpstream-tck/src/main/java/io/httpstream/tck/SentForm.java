package io.httpstream.tck;

import io.httpstream.MultipartRequestBuilder;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.multipart.Part;
import io.httpstream.tck.judging.Judges;
import io.httpstream.tck.multipart.ParsedPart;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.RequestHead;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.timing.Timing;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A form, and what must be seen of it. */
final class SentForm {
  private static final String UNTYPED = "application/octet-stream";
  private static final byte[] SHORT = "content".getBytes(StandardCharsets.UTF_8);

  private final List<Part> parts = new ArrayList<>();
  private final List<ParsedPart> expected = new ArrayList<>();

  /** What a server saw of a form. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Seen(RequestHead head, byte[] body) {
    String type() {
      return String.join(" and ", head.all("Content-Type"));
    }

    String boundary() {
      return type().replaceFirst("^.*; boundary=", "");
    }
  }

  SentForm field(String name, String value) {
    return add(Part.field(name, value), null, null, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Of unknown length. */
  SentForm stream(String name, String fileName, byte[] content) {
    RequestBody body = RequestBody.stream(new ByteArrayInputStream(content));
    return add(Part.file(name, fileName, body), fileName, UNTYPED, content);
  }

  /** Written byte by byte, and of unknown length. */
  SentForm bytes(String name, String fileName, byte[] content) {
    RequestBody body =
        RequestBody.writer(
            out -> {
              for (byte each : content) {
                out.write(each);
              }
            });
    return add(Part.file(name, fileName, body), fileName, UNTYPED, content);
  }

  SentForm typed(String name, String fileName, String type, byte[] content) {
    RequestBody body = RequestBody.bytes(content).mediaType(type);
    return add(Part.file(name, fileName, body), fileName, type, content);
  }

  SentForm escaped(String name, String fileName) {
    parts.add(Part.file(name, fileName, RequestBody.bytes(SHORT)));
    expected.add(new ParsedPart(escape(name), escape(fileName), UNTYPED, SHORT));
    return this;
  }

  private SentForm add(
      Part part, @Nullable String fileName, @Nullable String type, byte[] content) {
    parts.add(part);
    expected.add(new ParsedPart(part.name(), fileName, type, content));
    return this;
  }

  private static String escape(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  /** Sends it, and fails unless all judges see what was sent. */
  Seen judge(Rig rig) throws Exception {
    Judges judges = Judges.find(rig.tck().getClass().getClassLoader());
    rig.note("judged by " + judges.names());
    CompletableFuture<Seen> seen = new CompletableFuture<>();
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  seen.complete(new Seen(head, connection.body(head).readAllBytes()));
                  connection.send(Reply.OK);
                }));
    MultipartRequestBuilder request = rig.client().multipart(server.uri("/form"));
    parts.forEach(request::part);
    try (Response response = request.send()) {
      response.requireSuccess().body().readAllBytes();
    }
    Seen form = seen.get(Timing.patience().toMillis(), TimeUnit.MILLISECONDS);
    judges.judge(form.type(), form.body(), expected);
    return form;
  }
}
