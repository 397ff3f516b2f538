package io.httpstream.tck.interop;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.ConnectFailedException;
import io.httpstream.message.ConnectionLostException;
import io.httpstream.message.ExchangeException;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limit;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.TruncatedBodyException;
import io.httpstream.tck.Bench;
import io.httpstream.tck.payload.Fingerprint;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.timing.Timing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** IOP: a server, nginx in front of Go, that freezes or dies in the midst of an exchange. */
abstract class BrokenServerRules extends ServerRules {
  private static final Duration SHORT = Duration.ofMillis(500);

  /** It holds before the server is frozen, too, and a busy machine is no frozen server. */
  private static final Duration LONGER_THAN_A_STALL = Duration.ofSeconds(3);

  /** More than all buffers on the way can hold. */
  private static final long HUGE = 1L << 30;

  private static final int BEGINNING = 1 << 20;

  @Requirement(id = "IOP-017", layer = Layer.CLIENT)
  void frozenResponseTimesOut(Bench bench) throws Exception {
    Site nginx = freshSite(bench, Server.NGINX);
    HttpStreamClient client =
        bench.newClient(with -> with.limits(limits -> limits.readIdle(LONGER_THAN_A_STALL)));
    try (Response response = client.get(nginx.uri("/o/unbuffered/payload/" + HUGE)).send()) {
      response.body().readNBytes(BEGINNING);
      nginx.pause();
      ExchangeTimeoutException failure =
          failureOf(
              "a response whose server is frozen",
              ExchangeTimeoutException.class,
              () -> response.body().transferTo(OutputStream.nullOutputStream()));
      expectEqual("the limit", Limit.READ_IDLE, failure.limit());
    }
  }

  @Requirement(id = "IOP-018", layer = Layer.CLIENT)
  void thawedResponseGoesOn(Bench bench) throws Exception {
    Site nginx = freshSite(bench, Server.NGINX);
    long length = 64L << 20;
    try (Response response =
        client(bench).get(nginx.uri("/o/unbuffered/streamed/" + length)).send()) {
      InputStream body = response.body();
      byte[] beginning = body.readNBytes(BEGINNING);
      nginx.pause();
      CompletableFuture<Void> thawing =
          CompletableFuture.runAsync(
              nginx::resume, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
      expectEqual(
          "a response whose server was frozen for a while",
          Fingerprint.ofPayload(length),
          Fingerprint.of(new SequenceInputStream(new ByteArrayInputStream(beginning), body)));
      thawing.join();
    }
  }

  @Requirement(id = "IOP-019", layer = Layer.CLIENT)
  void responseWithLengthIsCut(Bench bench) throws Exception {
    expectTruncated(bench, "/o/unbuffered/payload/" + HUGE);
  }

  @Requirement(id = "IOP-020", layer = Layer.CLIENT)
  void responseInChunksIsCut(Bench bench) throws Exception {
    expectTruncated(bench, "/o/unbuffered/streamed/" + HUGE);
  }

  private static void expectTruncated(Bench bench, String path) throws IOException {
    Site nginx = freshSite(bench, Server.NGINX);
    try (Response response = client(bench).get(nginx.uri(path)).send()) {
      response.body().readNBytes(BEGINNING);
      nginx.kill();
      failureOf(
          "a response whose server was killed",
          TruncatedBodyException.class,
          () -> response.body().transferTo(OutputStream.nullOutputStream()));
    }
  }

  @Requirement(id = "IOP-021", layer = Layer.CLIENT)
  void frozenUploadTimesOut(Bench bench) throws Exception {
    Site nginx = freshSite(bench, Server.NGINX);
    HttpStreamClient client =
        bench.newClient(with -> with.limits(limits -> limits.writeStall(SHORT)));
    ExchangeTimeoutException failure =
        failureOf(
            "an upload whose server is frozen",
            ExchangeTimeoutException.class,
            () -> upload(client, nginx, nginx::pause));
    expectEqual("the limit", Limit.WRITE_STALL, failure.limit());
  }

  @Requirement(id = "IOP-022", layer = Layer.CLIENT)
  void killedUploadIsLost(Bench bench) throws Exception {
    Site nginx = freshSite(bench, Server.NGINX);
    HttpStreamClient client = client(bench);
    ConnectionLostException failure =
        failureOf(
            "an upload whose server was killed",
            ConnectionLostException.class,
            () -> upload(client, nginx, nginx::kill));
    expectEqual(
        "whether a half-sent upload that can't be written again is safe to retry",
        false,
        failure.safeToRetry());
  }

  /** Sends a body without end, in the midst of which something happens to the server. */
  private static Response upload(HttpStreamClient client, Site nginx, Runnable happens)
      throws IOException {
    String run = newRun();
    RequestBody body =
        RequestBody.writer(
            out -> {
              byte[] block = Payload.bytes(BLOCK);
              out.write(block);
              out.flush();
              awaitFirstByte(client, nginx.uri("/o/progress?id=" + run));
              happens.run();
              while (true) {
                out.write(block);
              }
            });
    return client.post(nginx.uri("/o/unbuffered/digest?id=" + run)).body(body).send();
  }

  @Requirement(id = "IOP-023", layer = Layer.CLIENT)
  void serverThatIsGoneIsNotConnected(Bench bench) throws Exception {
    Site nginx = freshSite(bench, Server.NGINX);
    HttpStreamClient client = client(bench);
    URI uri = nginx.uri("/small.bin");
    expectPayload(client, uri, SMALL);
    nginx.kill();
    // Docker may take a moment to close the port that it has published.
    Timing.eventually(
        "a request to a server that is gone fails with ConnectFailedException",
        () ->
            failureOf(
                    "a request to a server that is gone",
                    ExchangeException.class,
                    () -> client.get(uri).send())
                instanceof ConnectFailedException);
  }
}
