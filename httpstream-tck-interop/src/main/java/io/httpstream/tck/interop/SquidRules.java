package io.httpstream.tck.interop;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import io.httpstream.tck.Bench;
import io.httpstream.tck.payload.Fingerprint;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.timing.Timing;
import io.httpstream.transport.Capability;
import java.io.IOException;
import java.net.URI;

/** IOP: squid, as an accelerator and by CONNECT. */
abstract class SquidRules extends ServerRules {
  private static final int PROXY = 3128;

  @Requirement(id = "IOP-044", layer = Layer.CLIENT)
  void relays(Bench bench) throws Exception {
    Site squid = site(bench, Server.SQUID);
    expectRelay(client(bench), squid.uri("/payload/" + LARGE), squid.uri("/form"), LARGE);
  }

  @Requirement(id = "IOP-045", layer = Layer.CLIENT, rfc = "RFC 9111")
  void cachedResponseIsTheSame(Bench bench) throws Exception {
    Site squid = site(bench, Server.SQUID);
    HttpStreamClient client = client(bench);
    URI uri = squid.uri("/payload/" + SMALL + "?" + newRun());
    expectFromCache(client, uri, "MISS");
    expectFromCache(client, uri, "HIT");
    try (Response unchanged = client.get(uri).header("If-None-Match", "\"" + SMALL + "\"").send()) {
      expectEqual("the status of what squid knows not to have changed", 304, unchanged.status());
      expectEqual("the bytes behind it", 0, unchanged.body().readAllBytes().length);
    }
  }

  private static void expectFromCache(HttpStreamClient client, URI uri, String found)
      throws IOException {
    try (Response response = client.get(uri).send()) {
      String cache = response.header("X-Cache").orElse("").split(" ", -1)[0];
      expectEqual("whether squid had it", found, cache);
      expectEqual(
          "a body of squid's", Fingerprint.ofPayload(SMALL), Fingerprint.of(response.body()));
    }
  }

  @Requirement(id = "IOP-046", layer = Layer.CLIENT, rfc = "RFC 9110, section 9.3.6")
  void tunnelCarriesBothWays(Bench bench) throws Exception {
    Site squid = site(bench, Server.SQUID);
    Tunnel tunnel = bench.closing(Tunnel.through(squid.uri(PROXY, ""), "127.0.0.1:9000"));
    HttpStreamClient client = client(bench);
    expectPayload(client, tunnel.uri("http", "/payload/" + LARGE), LARGE);
    new FormSent()
        .payload("file", "large.bin", LARGE)
        .expectParsed(client, tunnel.uri("http", "/form"));
    expectTunnelled(squid, tunnel);
  }

  @Requirement(
      id = "IOP-047",
      layer = Layer.CLIENT,
      needs = Capability.SSL_CONTEXT,
      rfc = "RFC 9110, section 9.3.6")
  void tunnelCarriesTls(Bench bench) throws Exception {
    Site squid = site(bench, Server.SQUID);
    Tunnel tunnel = bench.closing(Tunnel.through(squid.uri(PROXY, ""), "127.0.0.1:9443"));
    HttpStreamClient client = clientTrusting(squid, bench);
    expectRelay(
        client, tunnel.uri("https", "/payload/" + LARGE), tunnel.uri("https", "/form"), LARGE);
    expectTunnelled(squid, tunnel);
  }

  /** squid logs a tunnel when it ends. */
  private static void expectTunnelled(Site squid, Tunnel tunnel) {
    tunnel.close();
    Timing.eventually(
        "squid has logged a tunnel to " + tunnel.target() + " with 20 MiB of response",
        () ->
            squid.logged("TCP_TUNNEL/200").stream()
                .filter(line -> line.endsWith(" CONNECT " + tunnel.target()))
                .anyMatch(line -> Long.parseLong(line.split(" ", -1)[1]) >= LARGE));
  }
}
