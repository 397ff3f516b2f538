package io.httpstream.tck.interop;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limit;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.Bench;
import io.httpstream.tck.payload.Fingerprint;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.transport.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;

/** IOP: what nginx serves, passes on and refuses. */
abstract class NginxRules extends ServerRules {
  @Requirement(id = "IOP-001", layer = Layer.CLIENT)
  void largeFileArrives(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    expectPayload(client(bench), nginx.uri("/large.bin"), LARGE);
  }

  @Requirement(id = "IOP-002", layer = Layer.CLIENT)
  void largeFormArrivesBehindIt(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    new FormSent()
        .field("note", "spooled by nginx")
        .payload("file", "large.bin", LARGE)
        .expectParsed(client(bench), nginx.uri("/o/form"));
  }

  @Requirement(id = "IOP-003", layer = Layer.CLIENT)
  void relaysWithoutSpooling(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    expectRelay(client(bench), nginx.uri("/large.bin"), nginx.uri("/o/unbuffered/form"), LARGE);
  }

  @Requirement(id = "IOP-004", layer = Layer.CLIENT)
  void serverBehindSeesByteOne(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    HttpStreamClient client = client(bench);
    String run = newRun();
    byte[] all = Payload.bytes(SMALL);
    RequestBody body =
        RequestBody.writer(
            out -> {
              out.write(all, 0, 1);
              out.flush();
              awaitFirstByte(client, nginx.uri("/o/progress?id=" + run));
              out.write(all, 1, all.length - 1);
            });
    expectAnswer(
        client,
        "POST",
        nginx.uri("/o/unbuffered/digest?id=" + run),
        body,
        digest("POST", "chunked", SMALL));
  }

  @Requirement(id = "IOP-005", layer = Layer.CLIENT, needs = Capability.EARLY_RESPONSE)
  void declaredLengthIsRefused(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    expectTooLarge(bench, nginx, endless().length(Long.MAX_VALUE / 2));
  }

  @Requirement(id = "IOP-006", layer = Layer.CLIENT, needs = Capability.EARLY_RESPONSE)
  void chunksBeyondTheLimitAreRefused(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    expectTooLarge(bench, nginx, endless());
  }

  private static void expectTooLarge(Bench bench, Site nginx, RequestBody body) throws IOException {
    HttpStreamClient client = client(bench);
    String page = expectRefusal(client, nginx.uri("/o/limited/digest"), body, 413);
    expectEqual(
        "nginx's own words in its page", true, page.contains("413 Request Entity Too Large"));
    expectPayload(client, nginx.uri("/small.bin"), SMALL);
  }

  @Requirement(id = "IOP-007", layer = Layer.CLIENT, rfc = "RFC 9110, section 14")
  void rangeIsThatOfTheFile(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    int from = 1_000_000;
    int length = 500_000;
    try (Response response =
        client(bench)
            .get(nginx.uri("/large.bin"))
            .header("Range", "bytes=" + from + "-" + (from + length - 1))
            .send()) {
      expectEqual("the status", 206, response.status());
      expectEqual(
          "the range",
          "bytes 1000000-1499999/20971520",
          response.header("Content-Range").orElse(""));
      expectEqual(
          "the bytes of the range", ofPayload(from, length), Fingerprint.of(response.body()));
    }
  }

  private static Fingerprint ofPayload(int from, int length) throws IOException {
    try (InputStream payload = Payload.stream(from + length)) {
      payload.skipNBytes(from);
      return Fingerprint.of(payload);
    }
  }

  @Requirement(id = "IOP-008", layer = Layer.CLIENT, rfc = "RFC 9112, section 6.3")
  void responsesWithoutBodyEndWithTheirHead(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    HttpStreamClient client = client(bench);
    String run = newRun();
    URI file = nginx.uri("/large.bin?" + run);
    String tag;
    try (Response head = client.head(file).send()) {
      expectEqual("the status of HEAD", 200, head.status());
      expectEqual(
          "the length that HEAD tells", "20971520", head.header("Content-Length").orElse(""));
      expectEqual("the bytes behind HEAD", 0, head.body().readAllBytes().length);
      tag = head.header("ETag").orElseThrow();
    }
    try (Response unchanged = client.get(file).header("If-None-Match", tag).send()) {
      expectEqual("the status of what has not changed", 304, unchanged.status());
      expectEqual("the bytes behind a 304", 0, unchanged.body().readAllBytes().length);
    }
    try (Response nothing = client.get(nginx.uri("/o/status/204?" + run)).send()) {
      expectEqual("the status of no content", 204, nothing.status());
      expectEqual("the bytes behind a 204", 0, nothing.body().readAllBytes().length);
    }
    expectPayload(client, nginx.uri("/small.bin?" + run), SMALL);
    NginxConnectionRules.expectConnections(nginx, run, 4, 1);
  }

  @Requirement(id = "IOP-009", layer = Layer.CLIENT, rfc = "RFC 9112, section 6.3")
  void bodyThatEndsWithItsConnectionArrivesWhole(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    URI uri = nginx.uri("/until-close/small.bin");
    try (Response response = client(bench).get(uri).send()) {
      expectEqual("the length that is told", -1L, response.contentLength());
      expectEqual("the coding", "", response.header("Transfer-Encoding").orElse(""));
      expectEqual("the body", Fingerprint.ofPayload(SMALL), Fingerprint.of(response.body()));
    }
  }

  @Requirement(id = "IOP-010", layer = Layer.CLIENT)
  void slowResponseArrivesUnlessTimeIsUp(Bench bench) throws Exception {
    Site nginx = site(bench, Server.NGINX);
    URI uri = nginx.uri("/slow/small.bin");
    expectPayload(
        bench.newClient(with -> with.limits(limits -> limits.readIdle(Duration.ofSeconds(5)))),
        uri,
        SMALL);
    HttpStreamClient impatient =
        bench.newClient(with -> with.limits(limits -> limits.total(Duration.ofMillis(150))));
    ExchangeTimeoutException failure =
        failureOf(
            "half a second's download within 150 ms",
            ExchangeTimeoutException.class,
            () -> impatient.get(uri).send(response -> response.body().readAllBytes().length));
    expectEqual("the limit", Limit.TOTAL, failure.limit());
  }
}
