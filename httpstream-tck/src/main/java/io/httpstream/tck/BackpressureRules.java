package io.httpstream.tck;

import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.flow.KernelBuffers;
import io.httpstream.tck.flow.PassedBytes;
import io.httpstream.tck.flow.PausingStream;
import io.httpstream.tck.payload.Fingerprint;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.SocketBuffers;
import io.httpstream.tck.timing.Timing;
import io.httpstream.transport.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** BP: who is slow holds the other side back, and nothing piles up in between. */
abstract class BackpressureRules extends RuleGroup {
  private static final SocketBuffers SMALL = new SocketBuffers(64 * 1024, 64 * 1024);
  private static final long BEYOND = 4 << 20;
  private static final int BLOCK = 16 * 1024;

  /** A transport that takes in all there is pauses for less than that. */
  private static final Duration QUIET = Duration.ofMillis(500);

  /** Where a short quiet would only mean a pause that was no pause. */
  private static final Duration SHORT_QUIET = Duration.ofMillis(200);

  private static final List<Long> PAUSES = List.of(0L, 1L << 20);

  @Requirement(id = "BP-001", layer = Layer.TRANSPORT)
  void idleReaderHoldsTheServerBack(Rig rig) throws Exception {
    idleReaderHoldsTheServerBack(Line.plain(rig, SMALL));
  }

  private void idleReaderHoldsTheServerBack(Line line) throws Exception {
    long budget = KernelBuffers.towardsClient(SMALL.send());
    for (boolean chunked : List.of(false, true)) {
      PassedBytes sent = new PassedBytes("the server");
      RawServer server = line.serve(sending(budget + BEYOND, chunked, sent));
      Response response = line.send(Draft.get(server.uri("/idle-reader")));
      try {
        sent.awaitRest(QUIET, budget);
      } finally {
        response.abort();
      }
    }
  }

  @Requirement(id = "BP-002", layer = Layer.TRANSPORT)
  void readerReadsOnAfterPauses(Rig rig) throws Exception {
    readerReadsOnAfterPauses(Line.plain(rig, SMALL));
  }

  private void readerReadsOnAfterPauses(Line line) throws Exception {
    long length = KernelBuffers.towardsClient(SMALL.send()) + BEYOND;
    PassedBytes sent = new PassedBytes("the server");
    RawServer server = line.serve(sending(length, true, sent));
    try (Response response = line.send(Draft.get(server.uri("/pausing-reader")))) {
      InputStream body =
          new PausingStream(response.body(), PAUSES, () -> sent.awaitRest(SHORT_QUIET));
      expectEqual(
          "the body that is read with pauses", Fingerprint.ofPayload(length), Fingerprint.of(body));
    }
  }

  private static Script sending(long length, boolean chunked, PassedBytes sent) {
    return connection -> {
      connection.readHead();
      connection.send(chunked ? Reply.CHUNKED : Reply.ofLength(length));
      InputStream content = Payload.stream(length);
      try {
        byte[] block = content.readNBytes(BLOCK);
        while (block.length > 0) {
          if (chunked) {
            connection.send(Integer.toHexString(block.length) + "\r\n");
          }
          connection.send(block);
          if (chunked) {
            connection.send("\r\n");
          }
          sent.add(block.length);
          block = content.readNBytes(BLOCK);
        }
        connection.send(chunked ? "0\r\n\r\n" : "");
      } catch (IOException e) {
        // The client has seen enough.
      }
    };
  }

  @Requirement(id = "BP-003", layer = Layer.TRANSPORT)
  void stalledServerHoldsTheWriterBack(Rig rig) throws Exception {
    stalledServerHoldsTheWriterBack(Line.plain(rig, SMALL), rig.over());
  }

  private void stalledServerHoldsTheWriterBack(Line line, CountDownLatch over) throws Exception {
    long budget = KernelBuffers.towardsServer(SMALL.receive());
    long length = budget + BEYOND;
    RawServer server =
        line.serve(
            connection -> {
              connection.readHead();
              over.await();
            });
    for (boolean known : List.of(false, true)) {
      PassedBytes written = new PassedBytes("the writer");
      RequestBody body = writing(length, written);
      FutureTask<Response> sending =
          sendAside(
              line::send, Draft.post(server.uri("/stalled"), known ? body.length(length) : body));
      written.awaitRest(QUIET, budget);
      expectEqual("an end of the exchange before the server has read", false, sending.isDone());
    }
  }

  @Requirement(id = "BP-004", layer = Layer.TRANSPORT)
  void writerWritesOnAfterPauses(Rig rig) throws Exception {
    writerWritesOnAfterPauses(Line.plain(rig, SMALL));
  }

  private void writerWritesOnAfterPauses(Line line) throws Exception {
    long length = KernelBuffers.towardsServer(SMALL.receive()) + BEYOND;
    PassedBytes written = new PassedBytes("the writer");
    CompletableFuture<Fingerprint> seen = new CompletableFuture<>();
    RawServer server =
        line.serve(
            connection -> {
              InputStream body = connection.body(connection.readHead());
              seen.complete(
                  Fingerprint.of(
                      new PausingStream(body, PAUSES, () -> written.awaitRest(SHORT_QUIET))));
              connection.send(Reply.OK);
            });
    FutureTask<Response> sending =
        sendAside(line::send, Draft.post(server.uri("/pausing"), writing(length, written)));
    Timing.eventually("a response comes once the server has read on", sending::isDone);
    try (Response response = sending.get()) {
      expectEqual("the status", 200, response.status());
    }
    expectEqual(
        "the body that the server reads with pauses",
        Fingerprint.ofPayload(length),
        seen.get(Timing.patience().toMillis(), TimeUnit.MILLISECONDS));
  }

  @Requirement(
      id = "BP-005",
      layer = Layer.TRANSPORT,
      needs = Capability.SSL_CONTEXT,
      seconds = 120)
  void theSameHoldsOverTls(Rig rig) throws Exception {
    Line line = Line.tls(rig, SMALL);
    idleReaderHoldsTheServerBack(line);
    readerReadsOnAfterPauses(line);
    stalledServerHoldsTheWriterBack(line, rig.over());
    writerWritesOnAfterPauses(line);
  }

  private static RequestBody writing(long length, PassedBytes written) {
    return RequestBody.writer(
        out -> {
          InputStream content = Payload.stream(length);
          byte[] block = content.readNBytes(BLOCK);
          while (block.length > 0) {
            out.write(block);
            written.add(block.length);
            block = content.readNBytes(BLOCK);
          }
        });
  }
}
