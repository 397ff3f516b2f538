package io.httpstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.ExchangeCancelledException;
import io.httpstream.message.Headers;
import io.httpstream.message.Limits;
import io.httpstream.message.Middleware;
import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.Scope;
import io.httpstream.message.Sender;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpStreamClientTest {
  private final List<Request> seen = new ArrayList<>();
  private final Sender mock =
      request -> {
        seen.add(request);
        return Response.builder(200).body(request.method() + " " + request.uri()).build();
      };

  private HttpStreamClientBuilder builder() {
    return HttpStreamClient.builder("http://h/api/").over(mock);
  }

  private final HttpStreamClient http = builder().build();

  private Request last() {
    return seen.get(seen.size() - 1);
  }

  private static final class Source extends ByteArrayInputStream {
    final AtomicInteger closed = new AtomicInteger();

    Source() {
      super(new byte[] {1, 2, 3});
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @Test
  void anIdleTimeoutOfNothingIsRefusedAtOnce() {
    assertThrows(
        IllegalArgumentException.class,
        () -> HttpStreamClient.builder("http://h").idleTimeout(Duration.ZERO));
  }

  @Test
  void aPathIsJoinedToTheBaseAndNeverResolved() throws Exception {
    assertEquals("GET http://h/api/users", http.get("/users").send(Response::text));
    assertEquals("GET http://h/api", http.get("").send(Response::text));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> http.get("users"))
            .getMessage()
            .contains("slash"));
    assertThrows(IllegalArgumentException.class, () -> http.get("http://evil/"));
    assertFalse(
        assertThrows(IllegalArgumentException.class, () -> http.get("x?token=secret"))
            .getMessage()
            .contains("secret"));
  }

  @Test
  void aBaseThatIsNoOriginIsRefused() {
    for (String bad :
        List.of(
            "",
            "h",
            "ftp://h",
            "http://",
            "http://h/?q",
            "http://h/#f",
            "a b",
            "http://u:pw@h",
            "//h")) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> HttpStreamClient.builder(bad), bad);
      assertTrue(e.getMessage().contains("base URI"), e.getMessage());
    }
  }

  @Test
  void withoutABaseRequestsTakeAbsoluteUris() throws Exception {
    HttpStreamClient free = HttpStreamClient.builder().over(mock).build();
    assertEquals(
        "PUT http://x/1", free.put("http://x/{id}").pathParam("id", 1).send(Response::text));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> free.get("/x").send())
            .getMessage()
            .contains("base URI"));
  }

  @Test
  void everyVerbIsSentAsItself() throws Exception {
    assertEquals("POST http://h/api/x", http.post("/x").send(Response::text));
    assertEquals("PATCH http://h/api/x", http.patch("/x").send(Response::text));
    assertEquals("DELETE http://h/api/x", http.delete("/x").send(Response::text));
    assertEquals("HEAD http://h/api/x", http.head("/x").send(Response::text));
    assertEquals("OPTIONS http://h/api/x", http.options("/x").send(Response::text));
    assertEquals("PROPFIND http://h/api/x", http.request("PROPFIND", "/x").send(Response::text));
  }

  @Test
  void parametersAreTypedAndAnEmptyIterableOmits() throws Exception {
    http.get("/p")
        .queryParam("n", 5)
        .queryParam("all", List.of("a", "b c"))
        .queryParam("none", List.of())
        .send()
        .close();
    assertEquals("n=5&all=a&all=b%20c", last().uri().getRawQuery());
  }

  @Test
  void theClientsHeadersGoToItsOwnOriginOnlyAndYieldToTheRequests() throws Exception {
    HttpStreamClient client =
        builder().header("Authorization", "secret").header("X-A", "client").build();
    client.get("/x").header("x-a", "request").send().close();
    assertEquals(List.of("request"), last().headers().all("X-A"));
    assertEquals("secret", last().headers().first("Authorization").orElseThrow());
    client.get(URI.create("HTTP://H:80/elsewhere")).send().close();
    assertTrue(last().headers().contains("Authorization"));
    for (String other : List.of("http://other/", "https://h/", "http://h:81/", "http://h.evil/")) {
      client.get(URI.create(other)).send().close();
      assertFalse(last().headers().contains("Authorization"), other);
    }
    assertThrows(
        IllegalStateException.class, () -> HttpStreamClient.builder().header("X-A", "nobody's"));
  }

  @Test
  void anInternationalisedBaseIsTheSameOriginInEitherForm() throws Exception {
    HttpStreamClient client =
        HttpStreamClient.builder("http://bücher.example").over(mock).header("X-A", "1").build();
    client.get("/x").send().close();
    assertTrue(last().headers().contains("X-A"));
    client.get(URI.create("http://xn--bcher-kva.example/y")).send().close();
    assertTrue(last().headers().contains("X-A"));
  }

  @Test
  void requestLevelMiddlewareRunsOnceAlsoOverAnotherClient() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    HttpStreamClient outer = HttpStreamClient.builder("http://h").over(http).build();
    outer
        .get("/x")
        .use(
            next ->
                request -> {
                  runs.incrementAndGet();
                  return next.send(request);
                })
        .send()
        .close();
    assertEquals(1, runs.get());
  }

  @Test
  void aCancelledScopeIsHeededOverAMockToo() {
    Scope scope = Scope.create();
    scope.cancel("too late");
    assertThrows(ExchangeCancelledException.class, () -> http.get("/x").scope(scope).send());
    assertEquals(List.of(), seen);
  }

  @Test
  void valuesThatHaveNoTextOfTheirOwnAreRefused() {
    for (Object bad : new Object[] {Optional.of("v"), new int[] {1}}) {
      assertThrows(IllegalArgumentException.class, () -> http.get("/x").queryParam("q", bad));
      assertThrows(IllegalArgumentException.class, () -> http.get("/{p}").pathParam("p", bad));
      assertThrows(IllegalArgumentException.class, () -> http.multipart("/x").field("f", bad));
      assertThrows(IllegalArgumentException.class, () -> http.post("/x").form(Map.of("f", bad)));
    }
    assertThrows(
        IllegalArgumentException.class, () -> http.get("/{p}").pathParam("p", List.of("v")));
  }

  @Test
  void aFragmentIsDroppedFromAUriAndRefusedInAPath() throws Exception {
    http.get(URI.create("http://h/x#f")).queryParam("q", 1).send().close();
    assertEquals("http://h/x?q=1", last().uri().toString());
    assertThrows(IllegalArgumentException.class, () -> http.get("/x#f"));
  }

  @Test
  void aFormIsEncoded() throws Exception {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("a b", "ü&=");
    fields.put("n", List.of(1, 2));
    http.post("/f").form(fields).send().close();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    last().body().writeTo(out);
    assertEquals("a+b=%C3%BC%26%3D&n=1&n=2", out.toString(StandardCharsets.UTF_8));
    assertEquals(
        "application/x-www-form-urlencoded", last().headers().first("Content-Type").orElseThrow());
  }

  @Test
  void theMiddlewareThatWasAddedFirstSeesTheRequestFirst() throws Exception {
    List<String> order = new ArrayList<>();
    HttpStreamClient client =
        builder().use(noting("client 1", order)).use(noting("client 2", order)).build();
    client.get("/x").use(noting("request 1", order)).use(noting("request 2", order)).send().close();
    assertEquals(
        List.of(
            "client 1 >",
            "client 2 >",
            "request 1 >",
            "request 2 >",
            "request 2 <",
            "request 1 <",
            "client 2 <",
            "client 1 <"),
        order);
  }

  private static Middleware noting(String name, List<String> order) {
    return next ->
        request -> {
          order.add(name + " >");
          Response response = next.send(request);
          order.add(name + " <");
          return response;
        };
  }

  @Test
  void limitsOfARequestChangeThoseOfItsClient() throws Exception {
    HttpStreamClient client = builder().limits(l -> l.readIdle(Duration.ofSeconds(7))).build();
    client.get("/x").totalTimeout(Duration.ofSeconds(9)).send().close();
    assertEquals(
        Limits.defaults().readIdle(Duration.ofSeconds(7)).total(Duration.ofSeconds(9)),
        last().limits());
    assertTrue(last().scope().remaining().compareTo(Duration.ofSeconds(9)) <= 0);
  }

  @Test
  void aCallIsBoundToAChildOfTheScopeThatTheRequestBrought() throws Exception {
    Scope scope = Scope.create();
    http.get("/x").scope(scope).send().close();
    last().scope().cancel("the call");
    assertTrue(scope.cancelled().isEmpty());
    http.get("/x").scope(scope).send().close();
    scope.cancel("all");
    assertTrue(last().scope().cancelled().isPresent());
  }

  @Test
  void theSourceOfABodyIsClosedOnceOnEveryOutcome() throws Exception {
    Source sent = new Source();
    http.post("/x").body(RequestBody.stream(sent)).send().close();
    assertEquals(1, sent.closed.get(), "after a response");

    Source failed = new Source();
    HttpStreamClient failing =
        HttpStreamClient.builder("http://h")
            .over(
                request -> {
                  throw new IOException("down");
                })
            .build();
    assertThrows(
        IOException.class, () -> failing.post("/x").body(RequestBody.stream(failed)).send());
    assertEquals(1, failed.closed.get(), "after a failure");

    Source invalid = new Source();
    assertThrows(
        IllegalArgumentException.class,
        () -> http.post("/{id}").body(RequestBody.stream(invalid)).send());
    assertEquals(1, invalid.closed.get(), "after a request that was not valid");

    http.close();
    Source late = new Source();
    assertThrows(
        IllegalStateException.class, () -> http.post("/x").body(RequestBody.stream(late)).send());
    assertEquals(1, late.closed.get(), "after the client was closed");
  }

  @Test
  void aReaderGetsTheResponseAndItIsClosedBehindHim() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    InputStream body =
        new ByteArrayInputStream(new byte[] {'x'}) {
          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };
    HttpStreamClient client =
        HttpStreamClient.builder("http://h")
            .over(request -> Response.builder(500).body(body).build())
            .build();
    assertEquals(500, client.get("/x").send(Response::status));
    assertEquals(1, closed.get());
    assertThrows(
        IOException.class,
        () ->
            client
                .get("/x")
                .send(
                    response -> {
                      throw new IOException("unreadable");
                    }));
    assertEquals(2, closed.get());
  }

  @Test
  void aMocksResponseKnowsItsRequest() throws Exception {
    try (Response response = http.get("/x").send()) {
      assertEquals("http://h/api/x", response.request().uri().toString());
    }
  }

  @Test
  void badInputIsAnsweredBeforeAnythingIsSent(@TempDir Path directory) {
    assertThrows(IllegalArgumentException.class, () -> http.request("G ET", "/x").send());
    assertThrows(IllegalArgumentException.class, () -> http.get("/x").header("X", "a\nb"));
    assertThrows(
        IllegalArgumentException.class, () -> http.post("/x").body(directory.resolve("no")));
    assertThrows(IllegalArgumentException.class, () -> http.multipart("/x").send());
    assertThrows(IllegalArgumentException.class, () -> http.get("/x").totalTimeout(Duration.ZERO));
    assertEquals(List.of(), seen);
  }

  @Test
  @SuppressWarnings("NullAway")
  void nullIsNeverAcceptedAndTheMessageNamesTheParameter() {
    assertNull("path", () -> http.get((String) null));
    assertNull("uri", () -> http.get((URI) null));
    assertNull("value", () -> http.get("/x").queryParam("q", null));
    assertNull("body", () -> http.post("/x").body((RequestBody) null));
    assertNull("writer", () -> http.post("/x").body("a/b", null));
    assertNull("middleware", () -> http.get("/x").use(null));
    assertNull("name", () -> Headers.of(null, "x"));
    assertNull("value", () -> Headers.of("x", null));
  }

  private static void assertNull(String parameter, org.junit.jupiter.api.function.Executable call) {
    NullPointerException e = assertThrows(NullPointerException.class, call);
    assertEquals(parameter, e.getMessage());
  }

  @Test
  void aClosedClientRefusesToSend() {
    http.close();
    http.close();
    assertThrows(IllegalStateException.class, () -> http.get("/x").send());
  }

  @Test
  void onlyOneTransportCanBeChosen() {
    assertThrows(IllegalStateException.class, () -> builder().transport("jdk"));
  }

  @Test
  void whatWasGivenIsNotChangedByTheOptionsOfAClient() throws Exception {
    HttpStreamClientBuilder builder = builder().sslContext(SSLContext.getDefault());
    IllegalStateException e = assertThrows(IllegalStateException.class, builder::build);
    assertTrue(e.getMessage().contains("a sender that was given"), e.getMessage());
  }

  @Test
  void aRequestThatWasBuiltCanBeSentLater() throws Exception {
    Request request = http.get("/x").build();
    assertEquals(List.of(), seen);
    http.send(request).close();
    assertEquals(request.uri(), last().uri());
    assertSame(request.body(), last().body());
  }
}
