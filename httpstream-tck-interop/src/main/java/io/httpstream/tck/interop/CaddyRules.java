package io.httpstream.tck.interop;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import io.httpstream.tck.Bench;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.transport.Capability;
import java.nio.charset.StandardCharsets;

/** IOP: Caddy, and Go's TLS. */
abstract class CaddyRules extends ServerRules {
  @Requirement(id = "IOP-029", layer = Layer.CLIENT, needs = Capability.SSL_CONTEXT)
  void relaysOverTls(Bench bench) throws Exception {
    Site caddy = site(bench, Server.CADDY);
    expectRelay(clientTrusting(caddy, bench), caddy.tls("/large.bin"), caddy.tls("/o/form"), LARGE);
  }

  @Requirement(id = "IOP-030", layer = Layer.CLIENT, rfc = "RFC 9110, section 15.4.9")
  void redirectIsHandedOver(Bench bench) throws Exception {
    Site caddy = site(bench, Server.CADDY);
    String run = newRun();
    try (Response response =
        client(bench).post(caddy.uri("/moved?" + run)).body(payload(BLOCK)).send()) {
      expectEqual("the status", 308, response.status());
      expectEqual("where to", "/elsewhere", response.header("Location").orElse(""));
      expectEqual("the body", "", response.text());
    }
  }

  @Requirement(id = "IOP-031", layer = Layer.CLIENT)
  void linesAreReadAsTheyCome(Bench bench) throws Exception {
    Site caddy = site(bench, Server.CADDY);
    HttpStreamClient client = client(bench);
    String run = newRun();
    try (Response response = client.get(caddy.uri("/o/gate/" + run)).send()) {
      String first = new String(response.body().readNBytes(4), StandardCharsets.US_ASCII);
      expectEqual("what the server behind has written so far", "one\n", first);
      try (Response opened = client.post(caddy.uri("/o/open/" + run)).send()) {
        expectEqual("the status of another request meanwhile", 200, opened.status());
      }
      expectEqual("what it wrote then", "two\n", response.text());
    }
  }
}
