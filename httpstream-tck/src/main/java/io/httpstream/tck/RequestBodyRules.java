package io.httpstream.tck;

import io.httpstream.tck.door.Draft;
import io.httpstream.tck.payload.Fingerprint;
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
  }
}
