package consumer;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.ExchangeException;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.Scope;
import io.httpstream.message.StatusException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.zip.CRC32;

/**
 * A program that knows the API alone. What it prints must not depend on the transport that it finds
 * on its class path.
 */
public final class SameEverywhere {
  private static final int LARGE = 5_000_000;

  private final HttpStreamClient http;
  private final String nobody;

  private SameEverywhere(HttpStreamClient http, String nobody) {
    this.http = http;
    this.nobody = nobody;
  }

  /**
   * Runs it.
   *
   * @param arguments the URL of the server, and one where nobody listens
   */
  public static void main(String[] arguments) {
    try (HttpStreamClient http = HttpStreamClient.create(arguments[0])) {
      new SameEverywhere(http, arguments[1]).run();
    }
    System.exit(0);
  }

  private void run() {
    say(
        "get",
        () -> http.get("/hello/{name}").pathParam("name", "a b/c").send(SameEverywhere::text));
    say("headers", () -> http.get("/cookies").send(r -> r.headers().all("Set-Cookie")));
    say("head", () -> http.head("/hello/x").send(r -> r.status() + " " + r.body().read()));
    say("not modified", () -> http.get("/unmodified").send(r -> r.status() + " " + r.text()));
    say("large", () -> http.get("/large").send(r -> sum(r.body())));
    say("writer", () -> http.post("/echo").body(large()).send(r -> sum(r.body())));
    say("length", () -> http.put("/echo").body(large().length(LARGE)).send(r -> sum(r.body())));
    say("nothing", () -> http.post("/echo").send(r -> r.status() + " [" + r.text() + "]"));
    say(
        "form",
        () ->
            http.multipart("/size")
                .field("kind", "report")
                .file("file", "file.txt", SameEverywhere::writeLarge)
                .send(SameEverywhere::text));
    say("status", () -> http.get("/missing").send(SameEverywhere::text));
    say("redirect", () -> http.get("/redirect").send(r -> r.status()));
    say("refused", () -> HttpStreamClient.create(nobody).get("/").send());
    say("unknown host", () -> HttpStreamClient.create("http://unknown.invalid").get("/").send());
    say("cut", () -> http.get("/cut").send(SameEverywhere::text));
    say("cut chunk", () -> http.get("/cut-chunk").send(SameEverywhere::text));
    say("no answer", () -> http.get("/no-answer").send());
    say("garbage", () -> http.get("/garbage").send());
    say("writer fails", () -> http.post("/echo").body("text/plain", out -> fail()).send());
    say("too short", () -> http.post("/echo").body(large().length(LARGE + 1)).send());
    say("too long", () -> http.post("/echo").body(large().length(LARGE - 1)).send());
    Duration moment = Duration.ofMillis(300);
    say("silent", () -> http.get("/silent").limits(l -> l.responseHeaders(moment)).send());
    say(
        "stalls",
        () -> http.get("/stalls").limits(l -> l.readIdle(moment)).send(SameEverywhere::text));
    Scope cancelled = Scope.create();
    cancelled.cancel("nobody wants it");
    say("cancelled", () -> http.get("/hello/x").scope(cancelled).send());
    say("still there", () -> http.get("/hello/x").send(SameEverywhere::text));
  }

  private interface Step {
    Object run() throws IOException;
  }

  private static void say(String what, Step step) {
    String result;
    try {
      result = String.valueOf(step.run());
    } catch (IOException | RuntimeException e) {
      result = describe(e);
    }
    System.out.println(what + ": " + result);
  }

  private static String describe(Exception e) {
    String words = e.getClass().getSimpleName();
    if (e instanceof ExchangeException exchange) {
      words += " " + exchange.phase() + (exchange.safeToRetry() ? " safe to retry" : "");
    }
    if (e instanceof ExchangeTimeoutException timeout) {
      words += " " + timeout.limit();
    }
    if (e instanceof StatusException status) {
      words += " " + status.status();
    }
    return words;
  }

  private static void fail() {
    throw new UncheckedIOException(new IOException("the writer's own"));
  }

  private static RequestBody large() {
    return RequestBody.writer(SameEverywhere::writeLarge);
  }

  private static void writeLarge(OutputStream out) throws IOException {
    for (int i = 0; i < LARGE; i++) {
      out.write(i * 31);
    }
  }

  private static String text(Response response) throws IOException {
    return response.requireSuccess().text();
  }

  private static String sum(InputStream body) throws IOException {
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[10_000];
    long length = 0;
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      sum.update(buffer, 0, count);
      length += count;
    }
    return length + " bytes, " + Long.toHexString(sum.getValue());
  }
}
