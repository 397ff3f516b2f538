package io.httpstream.tck.interop;

import io.httpstream.HttpStreamClient;
import io.httpstream.RequestBuilder;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limit;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.Bench;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.timing.Timing;
import io.httpstream.transport.Capability;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** IOP: HAProxy, which parses strictly and drops silently. */
abstract class HaProxyRules extends ServerRules {
  @Requirement(id = "IOP-032", layer = Layer.CLIENT)
  void relays(Bench bench) throws Exception {
    Site haproxy = site(bench, Server.HAPROXY);
    expectRelay(client(bench), haproxy.uri("/streamed/" + LARGE), haproxy.uri("/form"), LARGE);
  }

  @Requirement(id = "IOP-033", layer = Layer.CLIENT, rfc = "RFC 9112, section 3")
  void strictParserFindsNoFault(Bench bench) throws Exception {
    Site haproxy = site(bench, Server.HAPROXY);
    HttpStreamClient client = client(bench);
    String target = "/fields?a=%C3%BC%20%2F&b=(!$*+,;:@/?~._-)&empty=&long=" + "x".repeat(4 * 1024);
    for (String method : List.of("GET", "DELETE", "OPTIONS", "POST", "PUT", "PATCH", "PROPFIND")) {
      RequestBuilder request = client.request(method, haproxy.uri(target));
      for (int i = 0; i < 50; i++) {
        request.header("X-Field-" + i, "a \"quoted\" value, \t; and = more #" + i);
      }
      try (Response response = request.send()) {
        List<String> lines = response.text().lines().toList();
        expectEqual("the status of " + method, 200, response.status());
        expectEqual("the request line of " + method, method + " " + target, lines.get(0));
        for (int i = 0; i < 50; i++) {
          String field = "X-Field-" + i + ": a \"quoted\" value, \t; and = more #" + i;
          expectEqual("whether " + method + " arrived with " + field, true, lines.contains(field));
        }
      }
    }
    expectAnswer(
        client,
        "PATCH",
        haproxy.uri("/digest"),
        // Many small chunks.
        RequestBody.writer(
            out -> {
              byte[] all = Payload.bytes(3000);
              for (byte one : all) {
                out.write(one);
                out.flush();
              }
            }),
        digest("PATCH", "chunked", 3000));
  }

  @Requirement(id = "IOP-034", layer = Layer.CLIENT, needs = Capability.EARLY_RESPONSE)
  void denialReachesTheUploader(Bench bench) throws Exception {
    Site haproxy = site(bench, Server.HAPROXY);
    HttpStreamClient client = client(bench);
    String page = expectRefusal(client, haproxy.uri("/denied"), endless(), 403);
    expectEqual("HAProxy's own words in its page", true, page.contains("Request forbidden"));
    expectPayload(client, haproxy.uri("/payload/" + SMALL), SMALL);
  }

  @Requirement(id = "IOP-035", layer = Layer.CLIENT)
  void silenceTimesOut(Bench bench) throws Exception {
    Site haproxy = site(bench, Server.HAPROXY);
    HttpStreamClient client =
        bench.newClient(
            with -> with.limits(limits -> limits.responseHeaders(Duration.ofMillis(300))));
    String run = newRun();
    ExchangeTimeoutException failure =
        failureOf(
            "a request whose connection HAProxy drops without a word",
            ExchangeTimeoutException.class,
            () -> client.get(haproxy.uri("/dropped?" + run)).send());
    expectEqual("the limit", Limit.RESPONSE_HEADERS, failure.limit());
    Timing.eventually(
        "HAProxy has logged the request that it dropped", () -> haproxy.logged(run).size() == 1);
  }

  @Requirement(id = "IOP-036", layer = Layer.CLIENT)
  void troubleBehindIsAStatus(Bench bench) throws Exception {
    Site haproxy = site(bench, Server.HAPROXY);
    HttpStreamClient client = client(bench);
    String run = newRun();
    expectStatus(client, haproxy.uri("/down?" + run), 503, "No server is available");
    expectStatus(client, haproxy.uri("/o/silent?" + run), 504, "didn't respond in time");
    Timing.eventually("HAProxy has logged both requests", () -> haproxy.logged(run).size() >= 2);
    expectEqual("how often HAProxy got the two requests", 2, haproxy.logged(run).size());
  }

  private static void expectStatus(HttpStreamClient client, URI uri, int status, String words)
      throws IOException {
    try (Response response = client.get(uri).send()) {
      expectEqual("the status of " + uri.getPath(), status, response.status());
      expectEqual(
          "HAProxy's words in its page for " + status, true, response.text().contains(words));
    }
  }

  @Requirement(id = "IOP-037", layer = Layer.CLIENT, needs = Capability.EARLY_RESPONSE)
  void uploadThatPausesIsTold408(Bench bench) throws Exception {
    Site haproxy = site(bench, Server.HAPROXY);
    String run = newRun();
    RequestBody pausing =
        RequestBody.writer(
            out -> {
              byte[] block = Payload.bytes(BLOCK);
              // Less than HAProxy's buffer: a full one it would pass on.
              out.write(block, 0, 1024);
              out.flush();
              // wait-for-body time 500ms
              Timing.eventually(
                  "HAProxy has given up the request", () -> haproxy.logged(run).size() == 1);
              while (true) {
                out.write(block);
              }
            });
    String page = expectRefusal(client(bench), haproxy.uri(8081, "/digest?" + run), pausing, 408);
    expectEqual("HAProxy's own words in its page", true, page.contains("408 Request Time-out"));
  }
}
