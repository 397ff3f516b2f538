package io.httpstream.tck.interop;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.httpstream.HttpStreamClient;
import io.httpstream.message.ConnectionLostException;
import io.httpstream.message.ExchangeException;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limit;
import io.httpstream.message.ProtocolViolationException;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.TruncatedBodyException;
import io.httpstream.multipart.Part;
import io.httpstream.tck.Bench;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import java.net.URI;
import java.time.Duration;

/** IOP: WireMock, its stubs and its faults. It needs no container. */
abstract class WireMockRules extends ServerRules {
  private static URI stubbed(Bench bench, ResponseDefinitionBuilder response) {
    return stubbed(bench, serverOf(bench), response);
  }

  private static WireMockServer serverOf(Bench bench) {
    tck(bench);
    WireMockServer server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    server.start();
    bench.closing(server::stop);
    return server;
  }

  private static URI stubbed(
      Bench bench, WireMockServer server, ResponseDefinitionBuilder response) {
    server.stubFor(any(anyUrl()).willReturn(response));
    return uri(bench, server);
  }

  private static URI uri(Bench bench, WireMockServer server) {
    URI published = URI.create("http://127.0.0.1:" + server.port());
    return URI.create(tck(bench).reach("wiremock", published) + "/stub");
  }

  /** Posts what can be written once, and reads the response to its end. */
  private static <T extends Throwable> T expectFailure(Bench bench, Fault fault, Class<T> type) {
    WireMockServer server = serverOf(bench);
    URI uri = stubbed(bench, server, aResponse().withFault(fault));
    HttpStreamClient client = client(bench);
    T failure =
        failureOf(
            "a request that WireMock meets with " + fault,
            type,
            () ->
                client
                    .post(uri)
                    .body(payload(BLOCK))
                    .send(response -> response.body().readAllBytes().length));
    expectEqual("how often WireMock got the request", 1, server.getAllServeEvents().size());
    return failure;
  }

  @Requirement(id = "IOP-054", layer = Layer.CLIENT)
  void emptyResponseIsALostConnection(Bench bench) {
    expectFailure(bench, Fault.EMPTY_RESPONSE, ConnectionLostException.class);
  }

  @Requirement(id = "IOP-055", layer = Layer.CLIENT)
  void resetIsALostConnection(Bench bench) {
    expectFailure(bench, Fault.CONNECTION_RESET_BY_PEER, ConnectionLostException.class);
  }

  @Requirement(id = "IOP-056", layer = Layer.CLIENT)
  void randomDataIsNoResponse(Bench bench) {
    ExchangeException failure =
        expectFailure(bench, Fault.RANDOM_DATA_THEN_CLOSE, ExchangeException.class);
    // The data has no line end: it may be judged by its first byte or as a head that is cut.
    expectEqual(
        "whether " + failure + " is a ProtocolViolationException or a ConnectionLostException",
        true,
        failure instanceof ProtocolViolationException
            || failure instanceof ConnectionLostException);
  }

  @Requirement(id = "IOP-057", layer = Layer.CLIENT)
  void malformedChunkIsNoBody(Bench bench) {
    ExchangeException failure =
        expectFailure(bench, Fault.MALFORMED_RESPONSE_CHUNK, ExchangeException.class);
    // As WireMock closes behind it, it may also be taken for a chunk that is cut.
    expectEqual(
        "whether " + failure + " is a ProtocolViolationException or a TruncatedBodyException",
        true,
        failure instanceof ProtocolViolationException || failure instanceof TruncatedBodyException);
  }

  @Requirement(id = "IOP-058", layer = Layer.CLIENT)
  void delayBeyondTheLimitTimesOut(Bench bench) {
    URI uri = stubbed(bench, aResponse().withFixedDelay(60_000));
    HttpStreamClient client =
        bench.newClient(
            with -> with.limits(limits -> limits.responseHeaders(Duration.ofMillis(300))));
    ExchangeTimeoutException failure =
        failureOf(
            "a response that comes a minute late",
            ExchangeTimeoutException.class,
            () -> client.post(uri).body(payload(BLOCK)).send());
    expectEqual("the limit", Limit.RESPONSE_HEADERS, failure.limit());
  }

  @Requirement(id = "IOP-059", layer = Layer.CLIENT)
  void dribbleArrivesUnlessTimeIsUp(Bench bench) throws Exception {
    URI uri =
        stubbed(bench, aResponse().withBody(Payload.bytes(BLOCK)).withChunkedDribbleDelay(10, 500));
    expectPayload(client(bench), uri, BLOCK);
    HttpStreamClient client =
        bench.newClient(with -> with.limits(limits -> limits.total(Duration.ofMillis(200))));
    ExchangeTimeoutException failure =
        failureOf(
            "half a second's dribble within 200 ms",
            ExchangeTimeoutException.class,
            () -> client.get(uri).send(response -> response.body().readAllBytes().length));
    expectEqual("the limit", Limit.TOTAL, failure.limit());
  }

  @Requirement(id = "IOP-060", layer = Layer.CLIENT)
  void statusIsHandedOverAndNothingSentAgain(Bench bench) throws Exception {
    WireMockServer server = serverOf(bench);
    HttpStreamClient client = client(bench);
    for (int status : new int[] {201, 302, 401, 407, 408, 425, 429, 500, 503}) {
      server.resetAll();
      URI uri =
          stubbed(
              bench,
              server,
              aResponse()
                  .withStatus(status)
                  .withHeader("Retry-After", "0")
                  .withHeader("Location", "/elsewhere")
                  .withHeader("WWW-Authenticate", "Basic realm=\"interop\"")
                  .withHeader("Proxy-Authenticate", "Basic realm=\"interop\"")
                  .withBody("status " + status));
      try (Response response = client.post(uri).body(RequestBody.text("once")).send()) {
        expectEqual("the status", status, response.status());
        expectEqual("the body", "status " + status, response.text());
      }
      expectEqual(
          "how often WireMock got the request that it answered " + status,
          1,
          server.getAllServeEvents().size());
    }
  }

  @Requirement(id = "IOP-061", layer = Layer.CLIENT, rfc = "RFC 7578")
  void stubOfAFormMatches(Bench bench) throws Exception {
    WireMockServer server = serverOf(bench);
    byte[] content = Payload.bytes(BLOCK);
    server.stubFor(
        post(urlPathEqualTo("/stub"))
            .withHeader("Content-Type", containing("multipart/form-data; boundary="))
            .withMultipartRequestBody(aMultipart("note").withBody(equalTo("two\r\nlines")))
            .withMultipartRequestBody(
                aMultipart("file")
                    .withHeader("Content-Type", equalTo("image/png"))
                    .withBody(binaryEqualTo(content)))
            .willReturn(aResponse().withStatus(201)));
    try (Response response =
        client(bench)
            .multipart(uri(bench, server))
            .field("note", "two\r\nlines")
            .part(Part.file("file", "a.png", RequestBody.bytes(content).mediaType("image/png")))
            .send()) {
      expectEqual("the status of a form that a stub describes", 201, response.status());
    }
  }
}
