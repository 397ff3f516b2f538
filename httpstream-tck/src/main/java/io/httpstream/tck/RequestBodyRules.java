package io.httpstream.tck;

import io.httpstream.message.RequestBody;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.payload.Fingerprint;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Recorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** REQ: what a body is made of does not show on the wire. */
abstract class RequestBodyRules extends RuleGroup {
  private static final List<Integer> SIZES =
      List.of(0, 1, 1000, 65535, 65536, 65537, (1 << 20) + 1);

  /** What is kept to be sent later, what fills a buffer, and what passes by it. */
  private static final List<Integer> WRITES = List.of(1, 10, 1000, 65535, 65536, 65537, 100_000);

  @Requirement(id = "REQ-009", layer = Layer.TRANSPORT)
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
}
