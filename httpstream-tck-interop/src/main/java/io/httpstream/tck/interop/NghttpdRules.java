package io.httpstream.tck.interop;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import io.httpstream.tck.Bench;
import io.httpstream.tck.payload.Fingerprint;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;

/** IOP: nghttpd, which speaks HTTP/2 alone, through nghttpx, which translates. */
abstract class NghttpdRules extends ServerRules {
  @Requirement(id = "IOP-038", layer = Layer.CLIENT)
  void relays(Bench bench) throws Exception {
    Site nghttpx = site(bench, Server.NGHTTPD);
    expectRelay(client(bench), nghttpx.uri("/large.bin"), nghttpx.uri("/o/form"), LARGE);
  }

  @Requirement(id = "IOP-039", layer = Layer.CLIENT)
  void uploadComesBack(Bench bench) throws Exception {
    Site nghttpx = site(bench, Server.NGHTTPD);
    long length = 5L << 20;
    try (Response response =
        client(bench).post(nghttpx.uri("/echo")).body(payload(length)).send()) {
      expectEqual("the status", 200, response.status());
      expectEqual(
          "what came back of an upload",
          Fingerprint.ofPayload(length),
          Fingerprint.of(response.body()));
    }
  }

  @Requirement(id = "IOP-040", layer = Layer.CLIENT, rfc = "RFC 9112, section 7.1.2")
  void trailersEndTheBodyAndNotTheConnection(Bench bench) throws Exception {
    Site nghttpx = site(bench, Server.NGHTTPD);
    HttpStreamClient client = client(bench);
    String run = newRun();
    for (int i = 0; i < 3; i++) {
      expectPayload(client, nghttpx.uri("/early/small.bin?" + run), SMALL);
    }
    expectEqual("the number of connections in nghttpx's log", 1, nghttpx.connections(run));
  }
}
