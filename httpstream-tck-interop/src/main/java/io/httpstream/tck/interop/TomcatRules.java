package io.httpstream.tck.interop;

import io.httpstream.HttpStreamClient;
import io.httpstream.tck.Bench;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.timing.Timing;
import io.httpstream.transport.Capability;

/** IOP: Tomcat and the Servlet API's own parts. */
abstract class TomcatRules extends ServerRules {
  @Requirement(id = "IOP-041", layer = Layer.CLIENT)
  void relays(Bench bench) throws Exception {
    Site tomcat = site(bench, Server.TOMCAT);
    expectRelay(client(bench), tomcat.uri("/files/large.bin"), tomcat.uri("/form"), LARGE);
  }

  @Requirement(id = "IOP-042", layer = Layer.CLIENT, needs = Capability.EARLY_RESPONSE)
  void refusalReachesTheUploader(Bench bench) throws Exception {
    Site tomcat = site(bench, Server.TOMCAT);
    HttpStreamClient client = client(bench);
    // It swallows 2 MiB of what is left of a body, and then closes.
    String page = expectRefusal(client, tomcat.uri("/refuse.jsp"), endless(), 413);
    expectEqual("the page", "too much", page);
    expectPayload(client, tomcat.uri("/files/small.bin"), SMALL);
  }

  @Requirement(id = "IOP-043", layer = Layer.CLIENT)
  void connectionThatIsUsedUpIsReplaced(Bench bench) throws Exception {
    Site tomcat = site(bench, Server.TOMCAT);
    HttpStreamClient client = client(bench);
    String run = newRun();
    for (int i = 0; i < 10; i++) {
      expectAnswer(
          client,
          "POST",
          tomcat.uri(8081, "/digest.jsp?" + run),
          payload(BLOCK),
          digest("POST", "chunked", BLOCK));
    }
    Timing.eventually("Tomcat has logged 10 requests", () -> tomcat.logged(run).size() >= 10);
    // maxKeepAliveRequests="3"
    expectEqual("the number of connections in Tomcat's log", 4, tomcat.connections(run));
  }
}
