package io.httpstream.tck.interop;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.Bench;
import io.httpstream.tck.payload.Fingerprint;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.timing.Timing;
import io.httpstream.transport.Capability;
import java.nio.charset.StandardCharsets;

/** IOP: Apache httpd, its CGI programs and its impatience. */
abstract class ApacheRules extends ServerRules {
  @Requirement(id = "IOP-024", layer = Layer.CLIENT)
  void relays(Bench bench) throws Exception {
    Site apache = site(bench, Server.APACHE2);
    expectRelay(client(bench), apache.uri("/large.bin"), apache.uri("/o/form"), LARGE);
  }

  @Requirement(id = "IOP-025", layer = Layer.CLIENT)
  void linesOfAProgramAreReadAsTheyCome(Bench bench) throws Exception {
    Site apache = site(bench, Server.APACHE2);
    HttpStreamClient client = client(bench);
    String run = newRun();
    try (Response response = client.get(apache.uri("/cgi/gate?" + run)).send()) {
      String first = new String(response.body().readNBytes(4), StandardCharsets.US_ASCII);
      expectEqual("what a CGI program has written so far", "one\n", first);
      try (Response opened = client.post(apache.uri("/cgi/open?" + run)).send()) {
        expectEqual("the status that a CGI program has set", 204, opened.status());
      }
      expectEqual("what it wrote then", "two\n", response.text());
    }
  }

  @Requirement(id = "IOP-026", layer = Layer.CLIENT)
  void programSeesByteOne(Bench bench) throws Exception {
    Site apache = site(bench, Server.APACHE2);
    HttpStreamClient client = client(bench);
    String run = newRun();
    byte[] all = Payload.bytes(SMALL);
    RequestBody body =
        RequestBody.writer(
            out -> {
              // Apache hands on what fills a buffer of its own.
              out.write(all, 0, BLOCK);
              out.flush();
              Timing.eventually(
                  "a CGI program has byte one of a request that has not ended",
                  () -> text(client, apache.uri("/cgi/opened?" + run)).equals("yes\n"));
              out.write(all, BLOCK, all.length - BLOCK);
            });
    expectAnswer(
        client,
        "POST",
        apache.uri("/cgi/digest?" + run),
        body,
        Fingerprint.ofPayload(SMALL).sha256() + "\n");
  }

  @Requirement(id = "IOP-027", layer = Layer.CLIENT, needs = Capability.EARLY_RESPONSE)
  void slowUploadIsTold408(Bench bench) throws Exception {
    Site apache = site(bench, Server.APACHE2);
    RequestBody dripping =
        RequestBody.writer(
            out -> {
              while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(20);
              }
            });
    // RequestReadTimeout body=1
    String page = expectRefusal(client(bench), apache.uri(8081, "/o/digest"), dripping, 408);
    expectEqual("Apache's own words in its page", true, page.contains("Request Timeout"));
  }

  @Requirement(id = "IOP-028", layer = Layer.CLIENT, needs = Capability.EARLY_RESPONSE)
  void declaredLengthIsRefused(Bench bench) throws Exception {
    Site apache = site(bench, Server.APACHE2);
    HttpStreamClient client = client(bench);
    // LimitRequestBody 1024
    String page =
        expectRefusal(
            client, apache.uri("/cgi/limited/digest"), endless().length(Long.MAX_VALUE / 2), 413);
    expectEqual("Apache's own words in its page", true, page.contains("Request Entity Too Large"));
    expectPayload(client, apache.uri("/small.bin"), SMALL);
  }
}
