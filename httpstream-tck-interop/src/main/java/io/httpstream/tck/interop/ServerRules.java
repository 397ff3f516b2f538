package io.httpstream.tck.interop;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.Bench;
import io.httpstream.tck.NotRunException;
import io.httpstream.tck.payload.Fingerprint;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.timing.Timing;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** What the cases of all groups are written with. */
abstract class ServerRules {
  /** What is relayed and uploaded, unless a case needs less: 20 MiB, as the image's file has. */
  static final int LARGE = 20 << 20;

  /** The size of the image's other file: 256 KiB. */
  static final int SMALL = 256 << 10;

  static final int BLOCK = 16 * 1024;

  /** The tier's part in a run: what there is of it, and how it is reached. */
  static InteropTck tck(Bench bench) {
    InteropTck tck = (InteropTck) bench.tck();
    if (tck.mode() == InteropMode.OFF) {
      throw new NotRunException(InteropMode.PARAMETER + " is off");
    }
    return tck;
  }

  /** A server that other cases use too. */
  static Site site(Bench bench, Server server) {
    InteropTck tck = tck(bench);
    tck.docker().require(tck.mode());
    return Sites.shared(tck, server);
  }

  /** A server that this case may break. */
  static Site freshSite(Bench bench, Server server) {
    InteropTck tck = tck(bench);
    tck.docker().require(tck.mode());
    return bench.closing(Sites.fresh(tck, server));
  }

  static HttpStreamClient client(Bench bench) {
    return bench.newClient(UnaryOperator.identity());
  }

  /** A client that trusts a server's certificate. */
  static HttpStreamClient clientTrusting(Site site, Bench bench) throws Exception {
    return bench.newClient(
        TransportConfig.defaults().sslContext(site.trusting()), UnaryOperator.identity());
  }

  /** A word by which a case finds its own requests in a log. */
  static String newRun() {
    return "run" + UUID.randomUUID().toString().replace("-", "");
  }

  /** Downloads what must be the first bytes of the payload. */
  static void expectPayload(HttpStreamClient client, URI uri, long length) throws IOException {
    try (Response response = client.get(uri).send()) {
      expectEqual("the status of GET " + uri, 200, response.status());
      expectEqual(
          "the body of GET " + uri, Fingerprint.ofPayload(length), Fingerprint.of(response.body()));
    }
  }

  /** Sends a body and expects an answer, word for word. */
  static void expectAnswer(
      HttpStreamClient client, String method, URI uri, RequestBody body, String answer)
      throws IOException {
    try (Response response = client.request(method, uri).body(body).send()) {
      String text = response.text();
      expectEqual("the status of " + method + " " + uri, 200, response.status());
      expectEqual("the answer to " + method + " " + uri, answer, text);
    }
  }

  /** What the origin says of a body that it has read. */
  static String digest(String method, String framing, long length) {
    return method
        + " "
        + framing
        + " "
        + length
        + " "
        + Fingerprint.ofPayload(length).sha256()
        + "\n";
  }

  /** A body of unknown length. */
  static RequestBody payload(long length) {
    return RequestBody.writer(out -> Payload.writeTo(out, length));
  }

  /** Sends on a response, the first bytes of the payload, as a file of a form. */
  static void expectRelay(HttpStreamClient client, URI from, URI to, long length)
      throws IOException {
    try (Response source = client.get(from).send()) {
      expectEqual("the status of GET " + from, 200, source.status());
      new FormSent()
          .field("from", from.getPath())
          .relayed("file", "relayed.bin", source, length)
          .expectParsed(client, to);
    }
  }

  /** Sends what must be answered before its end, and expects a status of it. */
  static String expectRefusal(HttpStreamClient client, URI uri, RequestBody body, int status)
      throws IOException {
    try (Response response = client.post(uri).body(body).send()) {
      expectEqual("the status of an upload that " + uri + " refuses", status, response.status());
      return response.text();
    }
  }

  /** A body that ends when somebody stops it. */
  static RequestBody endless() {
    return RequestBody.writer(
        out -> {
          byte[] block = Payload.bytes(BLOCK);
          while (true) {
            out.write(block);
          }
        });
  }

  /** Waits until the origin has the first byte of the request with an id. */
  static void awaitFirstByte(HttpStreamClient client, URI progress) {
    Timing.eventually(
        "the server behind has byte one of a request that has not ended, at " + progress,
        () -> !text(client, progress).equals("0"));
  }

  static String text(HttpStreamClient client, URI uri) {
    try (Response response = client.get(uri).send()) {
      return response.requireSuccess().text();
    } catch (IOException e) {
      throw new AssertionError("GET " + uri + " must be answered, but failed with " + e, e);
    }
  }

  /** Runs what must fail, and returns how. */
  static <T extends Throwable> T failureOf(String what, Class<T> type, Callable<?> action) {
    Object result;
    try {
      result = action.call();
    } catch (Throwable e) {
      if (type.isInstance(e)) {
        return type.cast(e);
      }
      throw new AssertionError(
          what + " must fail with " + type.getSimpleName() + ", but failed with " + e, e);
    }
    if (result instanceof Response response) {
      response.abort();
    }
    throw new AssertionError(
        what + " must fail with " + type.getSimpleName() + ", but the caller got " + result);
  }

  static void expectEqual(String what, Object expected, Object seen) {
    if (!expected.equals(seen)) {
      throw new AssertionError(what + " must be " + expected + ", but was " + seen);
    }
  }
}
