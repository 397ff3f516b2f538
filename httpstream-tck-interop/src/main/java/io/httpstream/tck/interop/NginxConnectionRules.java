package io.httpstream.tck.interop;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.ConnectionLostException;
import io.httpstream.message.ExchangeException;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.TlsFailedException;
import io.httpstream.tck.Bench;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.timing.Timing;
import io.httpstream.transport.Capability;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** IOP: connections as nginx sees them. A line of its log begins with their number. */
abstract class NginxConnectionRules extends ServerRules {
  @Requirement(id = "IOP-011", layer = Layer.CLIENT, rfc = "RFC 9112, section 9.3")
  void connectionIsReused(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    HttpStreamClient client = client(bench);
    String run = newRun();
    for (int i = 0; i < 10; i++) {
      expectPayload(client, nginx.uri("/small.bin?" + run), SMALL);
      expectAnswer(
          client,
          "POST",
          nginx.uri("/o/digest?" + run),
          payload(BLOCK),
          // What nginx has spooled it passes on with a length.
          digest("POST", "length", BLOCK));
    }
    expectConnections(nginx, run, 20, 1);
  }

  @Requirement(id = "IOP-012", layer = Layer.CLIENT, rfc = "RFC 9112, section 9.6")
  void connectionThatIsUsedUpIsReplaced(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    HttpStreamClient client = client(bench);
    String run = newRun();
    for (int i = 0; i < 10; i++) {
      expectAnswer(
          client,
          "POST",
          nginx.uri(8081, "/o/digest?" + run),
          RequestBody.stream(new ByteArrayInputStream(new byte[0])),
          digest("POST", "none", 0));
    }
    // keepalive_requests 3
    expectConnections(nginx, run, 10, 4);
  }

  @Requirement(id = "IOP-013", layer = Layer.CLIENT, rfc = "RFC 9110, section 9.2.2")
  void emptyReplyIsALostConnection(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    HttpStreamClient client = client(bench);
    String run = newRun();
    for (RequestBody body : new RequestBody[] {payload(10), payload(10).length(10)}) {
      failureOf(
          "a request that nginx answers by closing the connection",
          ConnectionLostException.class,
          () -> client.post(nginx.uri("/empty?" + run)).body(body).send());
    }
    Timing.eventually("nginx has logged both requests", () -> nginx.logged(run).size() >= 2);
    expectPayload(client, nginx.uri("/small.bin"), SMALL);
    expectEqual("how often nginx got the two requests", 2, nginx.logged(run).size());
  }

  @Requirement(id = "IOP-014", layer = Layer.CLIENT, rfc = "RFC 9112, section 9.6")
  void reloadCostsNoRequest(Bench bench) throws Exception {
    Site nginx = freshSite(bench, Server.NGINX);
    HttpStreamClient client = client(bench);
    String run = newRun();
    URI uri = nginx.uri("/small.bin?" + run);
    expectPayload(client, uri, SMALL);
    nginx.run("nginx", "-c", "/interop/nginx.conf", "-s", "reload");
    Timing.eventually(
        "requests after a reload use a new connection",
        () -> {
          getOrSafe(client, uri);
          return nginx.connections(run) > 1;
        });
    expectPayload(client, uri, SMALL);
  }

  /** An idle connection may end in the very moment in which a request is sent. */
  private static void getOrSafe(HttpStreamClient client, URI uri) {
    try {
      expectPayload(client, uri, SMALL);
    } catch (ExchangeException e) {
      expectEqual("whether what failed with " + e + " is safe to retry", true, e.safeToRetry());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Requirement(id = "IOP-015", layer = Layer.CLIENT, needs = Capability.SSL_CONTEXT)
  void tlsCarriesBothWays(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    HttpStreamClient client = clientTrusting(nginx, bench);
    expectPayload(client, nginx.tls("/large.bin"), LARGE);
    expectAnswer(
        client,
        "PUT",
        nginx.tls("/o/unbuffered/digest"),
        payload(LARGE),
        digest("PUT", "chunked", LARGE));
  }

  @Requirement(id = "IOP-016", layer = Layer.CLIENT)
  void strangersCertificateIsRefused(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    HttpStreamClient client = client(bench);
    String run = newRun();
    failureOf(
        "a request to a server whose certificate nobody has vouched for",
        TlsFailedException.class,
        () -> client.post(nginx.tls("/o/digest?" + run)).body(payload(BLOCK)).send());
    String next = newRun();
    try (Response response = client.get(nginx.uri("/small.bin?" + next)).send()) {
      expectEqual("the status without TLS", 200, response.status());
      response.body().readAllBytes();
    }
    Timing.eventually("nginx has logged the next request", () -> nginx.logged(next).size() == 1);
    expectEqual("what nginx got of the request", 0, nginx.logged(run).size());
  }

  @Requirement(id = "IOP-062", layer = Layer.CLIENT)
  void uploadThatHasPausedTooLongIsLost(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    String run = newRun();
    RequestBody pausing =
        RequestBody.writer(
            out -> {
              byte[] block = Payload.bytes(BLOCK);
              out.write(block);
              out.flush();
              // client_body_timeout 500ms: it closes without a word.
              Timing.eventually(
                  "nginx has given up the request", () -> nginx.logged(run).size() == 1);
              while (true) {
                out.write(block);
              }
            });
    failureOf(
        "an upload that nginx has given up",
        ConnectionLostException.class,
        () -> client(bench).post(nginx.uri(8082, "/o/digest?" + run)).body(pausing).send());
  }

  /** Waits for a run's requests in the log, and counts their connections. */
  static void expectConnections(Site nginx, String run, int requests, int connections) {
    Timing.eventually(
        "nginx has logged " + requests + " requests", () -> nginx.logged(run).size() >= requests);
    expectEqual("the number of requests in nginx's log", requests, nginx.logged(run).size());
    expectEqual("the number of their connections", connections, nginx.connections(run));
  }
}
