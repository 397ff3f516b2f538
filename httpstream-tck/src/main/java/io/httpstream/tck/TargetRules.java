package io.httpstream.tck;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Recorder;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** URI: what of a target is sent, and how. */
abstract class TargetRules extends RuleGroup {
  private static final List<String> TARGETS =
      List.of(
          "/",
          "/%41%7e%2D",
          "/%2f%2F/%25%32%35",
          "/%c3%A9%20+",
          "/-._~!$&()*+,;=:@",
          "//two//slashes//",
          "/a;b=c/d",
          "/x?%41=%2f&b=%26%3D+%20",
          "/x?a=b&a=b&&c",
          "/x?a=/?:@-._~!$&()*+,;=",
          "/x?%7B%7D%5B%5D%7C%5E%60%22%3C%3E%5C");

  @Requirement(id = "URI-001", layer = Layer.TRANSPORT, rfc = "RFC 3986, section 6.2.2")
  void targetsAreSentAsTheyAre(Rig rig) throws Exception {
    Recorder recorder = new Recorder(Reply.EMPTY);
    RawServer server = rig.serve(recorder);
    for (String target : TARGETS) {
      rig.send(Draft.get(server.uri(target))).close();
      expectEqual("the target on the wire", target, recorder.last().head().target());
    }
  }

  @Requirement(id = "URI-002", layer = Layer.TRANSPORT, rfc = "RFC 3986, section 3.2.2")
  void addressesOfIpv6CanBeSentTo(Rig rig) throws Exception {
    Recorder recorder = new Recorder(Reply.EMPTY);
    Optional<RawServer> started = rig.serveIpv6(recorder);
    RawServer server =
        started.orElseThrow(() -> new TestAbortedException("this machine has no IPv6 loopback"));
    for (String address : List.of("[::1]", "[0:0:0:0:0:0:0:1]")) {
      URI uri = URI.create(server.uri("/ipv6").toString().replace("[::1]", address));
      rig.send(Draft.get(uri)).close();
      expectEqual(
          "the field Host of a request to " + uri,
          List.of(uri.getRawAuthority()),
          recorder.last().head().all("Host"));
    }
  }

  @Requirement(id = "URI-003", layer = Layer.CLIENT, rfc = "RFC 9110, section 7.1")
  void fragmentsAreNotSent(Rig rig) throws Exception {
    Recorder recorder = new Recorder(Reply.EMPTY);
    RawServer server = rig.serve(recorder);
    URI uri = server.uri("/path?a=b#fragment?c=d");
    rig.client().get(uri).send().close();
    expectEqual("the target of a URI", "/path?a=b", recorder.last().head().target());
    try (Response response = rig.send(Draft.get(uri))) {
      expectEqual("the status", 200, response.status());
    } catch (IllegalArgumentException e) {
      // In a template it may be a mistake.
    }
    expectEqual("the target of a template", "/path?a=b", recorder.last().head().target());
  }

  @Requirement(id = "URI-004", layer = Layer.CLIENT, rfc = "RFC 9110, section 4.2.4")
  void userInformationIsRefusedAndNotTold(Rig rig) {
    RawServer server = rig.serve(new Recorder(Reply.EMPTY));
    for (String user : List.of("user:secret@", "secret@", "%73ecret:secret@", ":secret@")) {
      String uri = server.uri("/user").toString().replace("//", "//" + user);
      String what = "a URI with user information";
      expectRefused(what, failureOf(what, () -> rig.send(Draft.unchecked("GET", uri))));
      expectRefused(what, failureOf(what, () -> rig.client().get(URI.create(uri)).send()));
      expectRefused(
          "a base with user information",
          failureOf("a base with user information", () -> HttpStreamClient.create(uri)));
    }
    expectEqual("the connections made for it", 0, server.accepted());
  }

  private void expectRefused(String what, Throwable failure) {
    expectType(what, IllegalArgumentException.class, failure);
    for (Throwable link = failure; link != null; link = link.getCause()) {
      if (String.valueOf(link.getMessage()).contains("ecret")) {
        throw new AssertionError(
            "what is refused must not be told, but the message of "
                + link.getClass().getSimpleName()
                + " holds the user information");
      }
    }
  }

  @Requirement(id = "URI-005", layer = Layer.CLIENT, rfc = "RFC 3986, section 2")
  void parametersAreEncoded(Rig rig) throws Exception {
    expectEncoded(rig, "-._~AZaz09", "-._~AZaz09");
    expectEncoded(rig, "a/b c%d?e#f&g=h+i", "a%2Fb%20c%25d%3Fe%23f%26g%3Dh%2Bi");
    expectEncoded(rig, "%41%2F", "%2541%252F");
    expectEncoded(rig, ":[]@!$'()*,;", "%3A%5B%5D%40%21%24%27%28%29%2A%2C%3B");
    expectEncoded(rig, "\"<>\\^`{|}", "%22%3C%3E%5C%5E%60%7B%7C%7D");
    expectEncoded(rig, "\r\n\t\0\u007f", "%0D%0A%09%00%7F");
    expectEncoded(rig, "\u00e9\u20ac\ud83d\ude00", "%C3%A9%E2%82%AC%F0%9F%98%80");
  }

  private void expectEncoded(Rig rig, String value, String encoded) throws IOException {
    Recorder recorder = new Recorder(Reply.EMPTY);
    RawServer server = rig.serve(recorder);
    rig.client()
        .get(server.uri("/").toString() + "a/{name}/b?c={name}")
        .pathParam("name", value)
        .queryParam(value, value)
        .send()
        .close();
    expectEqual(
        "the target with parameters",
        "/a/" + encoded + "/b?c=" + encoded + "&" + encoded + "=" + encoded,
        recorder.last().head().target());
  }
}
