package io.httpstream.tck;

import io.httpstream.message.RequestBody;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.payload.Fingerprint;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Recorder;
import io.httpstream.transport.Capability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** REQ: what a body is made of does not show on the wire. */
abstract class RequestBodyRules extends RuleGroup {
  private static final List<Integer> SIZES =
      List.of(0, 1, 1000, 65535, 65536, 65537, (1 << 20) + 1);

  /** What is kept to be sent later, what fills a buffer, and what passes by it. */
  private static final List<Integer> WRITES = List.of(1, 10, 1000, 65535, 65536, 65537, 100_000);

  @Requirement(id = "REQ-009", layer = Layer.TRANSPORT, seconds = 120)
  void bodiesOfEveryKindAndSizeArrive(Rig rig) throws Exception {
    Path file = Files.createTempFile("httpstream-tck", ".bin");
    rig.closing(() -> Files.deleteIfExists(file));
    Recorder recorder = new Recorder(Reply.OK);
    RawServer server = rig.serve(recorder);
    for (BodyKind kind : BodyKind.values()) {
      for (int size : SIZES) {
        byte[] content = kind.content(size);
        sendAndExpectOk(rig, Draft.post(server.uri("/" + kind), kind.of(content, file)));
        expectEqual(
            "what the server sees of a body of kind " + kind,
            Fingerprint.of(content),
            recorder.last().body().content());
      }
    }
    writesOfMixedSizesKeepTheirOrder(rig, recorder, server);
  }

  /** A large write may pass by a buffer, but not by what is in it; least of all at the end. */
  private void writesOfMixedSizesKeepTheirOrder(Rig rig, Recorder recorder, RawServer server)
      throws Exception {
    for (int first : WRITES) {
      for (int last : WRITES) {
        byte[] content = Payload.bytes(first + last);
        for (boolean flush : List.of(false, true)) {
          for (boolean declared : List.of(true, false)) {
            RequestBody body = inTwoWrites(content, first, flush);
            sendAndExpectOk(
                rig,
                Draft.post(server.uri("/mixed"), declared ? body.length(content.length) : body));
            expectEqual(
                "what the server sees of writes of %d and %d bytes, of %s length%s,"
                    .formatted(
                        first,
                        last,
                        declared ? "declared" : "unknown",
                        flush ? " and with a flush between" : ""),
                Fingerprint.of(content),
                recorder.last().body().content());
          }
        }
      }
    }
  }

  private static RequestBody inTwoWrites(byte[] content, int first, boolean flush) {
    return RequestBody.writer(
        out -> {
          out.write(content, 0, first);
          if (flush) {
            out.flush();
          }
          out.write(content, first, content.length - first);
        });
  }

  @Requirement(id = "REQ-012", layer = Layer.TRANSPORT, rfc = "RFC 9110, section 9.3")
  void bodiesGoWithAnyMethod(Rig rig) throws Exception {
    List<String> methods = new ArrayList<>(List.of("DELETE", "OPTIONS", "QUERY", "PROPFIND"));
    if (rig.transport().capabilities().contains(Capability.GET_WITH_BODY)) {
      methods.addAll(List.of("GET", "HEAD"));
    } else if (!rig.isBare()) {
      Refusal.prove(Capability.GET_WITH_BODY, rig);
      rig.note("GET and HEAD with a body are refused: the transport does not declare them");
    }
    Recorder recorder = new Recorder(Reply.EMPTY);
    RawServer server = rig.serve(recorder);
    for (String method : methods) {
      for (int size : List.of(1, 1000, 100_000)) {
        byte[] content = Payload.bytes(size);
        RequestBody known = RequestBody.bytes(content);
        RequestBody unknown = RequestBody.writer(out -> out.write(content));
        for (RequestBody body : List.of(known, unknown)) {
          // OPTIONS must say of what type its body is (RFC 9110, section 9.3.7).
          sendAndExpectOk(
              rig, Draft.of(method, server.uri("/method")).body(body.mediaType("text/plain")));
          String what = method + " with a body of " + body.length() + " bytes";
          Recorder.Received seen = recorder.last();
          expectEqual("the method of " + what, method, seen.head().method());
          expectEqual(
              "Content-Length of " + what,
              body == known ? List.of(String.valueOf(size)) : List.of(),
              seen.head().all("Content-Length"));
          expectEqual(
              "what the server sees of the body of " + method,
              Fingerprint.of(content),
              seen.body().content());
        }
      }
    }
  }
}
