package io.httpstream.tck;

import io.httpstream.message.LengthMismatchException;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.payload.Fingerprint;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Recorder;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.timing.Signal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** REQ: what a writer may do with its stream, and for how long. */
abstract class WriterStreamRules extends RuleGroup {
  private static final int LARGE = 200_000;

  /** On the average a chunk has 4 KiB then. */
  private static final int FEW_CHUNKS = LARGE / 4096;

  @Requirement(id = "REQ-011", layer = Layer.TRANSPORT)
  void singleBytesLeaveTogether(Rig rig) throws Exception {
    byte[] content = Payload.bytes(LARGE);
    AtomicInteger chunks = new AtomicInteger();
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  while (connection.nextChunk().isPresent()) {
                    chunks.incrementAndGet();
                  }
                  connection.send(Reply.OK);
                }));
    RequestBody body =
        RequestBody.writer(
            out -> {
              for (byte each : content) {
                out.write(each);
              }
            });
    sendAndExpectOk(rig, Draft.post(server.uri("/bytes"), body));
    if (chunks.get() > FEW_CHUNKS) {
      throw new AssertionError(
          "%d bytes that are written one by one must leave in at most %d chunks, but left in %d"
              .formatted(LARGE, FEW_CHUNKS, chunks.get()));
    }
  }

  @Requirement(id = "REQ-013", layer = Layer.GUARD)
  void closingTheStreamHasNoEffect(Rig rig) throws Exception {
    Recorder recorder = new Recorder(Reply.OK);
    RawServer server = rig.serve(recorder);
    for (int size : List.of(0, 1, 1000, LARGE)) {
      for (Closing closing : Closing.values()) {
        for (boolean declared : List.of(false, true)) {
          byte[] content = Payload.bytes(size);
          RequestBody body = RequestBody.writer(out -> closing.write(out, content));
          String what =
              "a body of %d bytes, of %s length, whose writer closes its stream %s"
                  .formatted(size, declared ? "declared" : "unknown", closing.words);
          try {
            sendAndExpectOk(
                rig, Draft.post(server.uri("/closed"), declared ? body.length(size) : body));
          } catch (IOException e) {
            throw new AssertionError(what + " must arrive, but failed with " + e, e);
          }
          expectEqual(
              "what the server sees of " + what,
              Fingerprint.of(content),
              recorder.last().body().content());
        }
      }
    }
    expectEqual(
        "the number of connections for requests whose writers close their streams",
        1,
        server.accepted());
    closingIsNoEnd(rig);
  }

  private enum Closing {
    AT_THE_END("at the end") {
      @Override
      void write(OutputStream out, byte[] content) throws IOException {
        out.write(content);
        out.close();
      }
    },
    TWICE("twice") {
      @Override
      void write(OutputStream out, byte[] content) throws IOException {
        out.write(content);
        out.close();
        out.close();
      }
    },
    BY_ANOTHER_STREAM("by another stream around it") {
      @Override
      void write(OutputStream out, byte[] content) throws IOException {
        try (out;
            OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.ISO_8859_1)) {
          text.write(new String(content, StandardCharsets.ISO_8859_1));
        }
      }
    },
    BEFORE_HALF("before it writes the second half") {
      @Override
      void write(OutputStream out, byte[] content) throws IOException {
        out.write(content, 0, content.length / 2);
        out.close();
        out.write(content, content.length / 2, content.length - content.length / 2);
        out.flush();
      }
    };

    final String words;

    Closing(String words) {
      this.words = words;
    }

    abstract void write(OutputStream out, byte[] content) throws IOException;
  }

  /** A writer that has closed its stream may fail all the same, or lack what it declared. */
  private void closingIsNoEnd(Rig rig) throws Exception {
    IOException thrown = new IOException("thrown by the writer");
    RequestBody failing =
        RequestBody.writer(
            out -> {
              out.write(Payload.bytes(100));
              out.close();
              throw thrown;
            });
    expectEqual("what the caller gets", thrown, brokenOff(rig, failing));
    RequestBody shortOne =
        RequestBody.writer(
            out -> {
              out.write(Payload.bytes(100));
              out.close();
            });
    expectType(
        "a body of 100 bytes that declared 200 and closed its stream",
        LengthMismatchException.class,
        brokenOff(rig, shortOne.length(200)));
  }

  private Throwable brokenOff(Rig rig, RequestBody body) {
    Recorder recorder = new Recorder(Reply.OK);
    RawServer server = rig.serve(recorder);
    Throwable failure =
        failureOf(
            "a writer that closes its stream and then fails",
            () -> rig.send(Draft.post(server.uri("/fails"), body)));
    recorder.awaitEnds();
    for (Recorder.Received request : recorder.received()) {
      expectEqual(
          "whether a message is complete whose writer closed its stream and failed",
          false,
          request.body().complete());
    }
    return failure;
  }

  @Requirement(id = "REQ-014", layer = Layer.GUARD)
  void streamIsOverWithItsWriter(Rig rig) throws Exception {
    for (boolean declared : List.of(false, true)) {
      Signal tried = rig.signal("the writer's stream was tried after the writer had returned");
      Queue<Recorder.Received> seen = new ConcurrentLinkedQueue<>();
      RawServer server =
          rig.serve(
              Script.each(
                  (connection, head) -> {
                    seen.add(new Recorder.Received(head, connection.receive(head)));
                    if (head.target().equals("/kept")) {
                      connection.send(Reply.ofLength(2) + "o");
                      tried.await();
                      connection.send("k");
                    } else {
                      connection.send(Reply.OK);
                    }
                  }));
      AtomicReference<OutputStream> kept = new AtomicReference<>();
      RequestBody body =
          RequestBody.writer(
              out -> {
                kept.set(out);
                out.write(Payload.bytes(100));
              });
      Draft draft = Draft.post(server.uri("/kept"), declared ? body.length(100) : body);
      try (Response response = rig.send(draft)) {
        OutputStream stream = kept.get();
        expectOver(stream, "while the response is read");
        tried.raise();
        response.body().readAllBytes();
        expectOver(stream, "after the exchange");
        nextExchangeIsItsOwn(rig, server, stream);
      }
      expectEqual("the number of connections", 1, server.accepted());
      expectEqual("the number of requests that the server sees", 2, seen.size());
      for (Recorder.Received request : seen) {
        expectEqual(
            "what the server sees of " + request.head().target(),
            Fingerprint.ofPayload(request.head().target().equals("/kept") ? 100 : 200),
            request.body().content());
      }
    }
    streamOfAFailedWriterIsOver(rig);
  }

  /** The same connection has a writer again, who must be alone. */
  private void nextExchangeIsItsOwn(Rig rig, RawServer server, @Nullable OutputStream stream)
      throws Exception {
    RequestBody next =
        RequestBody.writer(
            out -> {
              out.write(Payload.bytes(200), 0, 100);
              expectOver(stream, "while the next exchange writes");
              out.flush();
              expectOver(stream, "while the next exchange writes");
              out.write(Payload.bytes(200), 100, 100);
            });
    sendAndExpectOk(rig, Draft.post(server.uri("/next"), next));
  }

  private void streamOfAFailedWriterIsOver(Rig rig) throws Exception {
    RawServer server = rig.serve(new Recorder(Reply.OK));
    AtomicReference<OutputStream> kept = new AtomicReference<>();
    RequestBody failing =
        RequestBody.writer(
            out -> {
              kept.set(out);
              out.write(Payload.bytes(100));
              throw new IOException("thrown by the writer");
            });
    failureOf("a writer that throws", () -> rig.send(Draft.post(server.uri("/fails"), failing)));
    expectOver(kept.get(), "after its writer has failed");
  }

  private void expectOver(@Nullable OutputStream kept, String when) {
    OutputStream stream =
        Optional.ofNullable(kept)
            .orElseThrow(() -> new AssertionError("the writer of a body was not called"));
    String what = "a writer that has kept its stream and uses it " + when;
    byte[] some = new byte[100];
    byte[] many = new byte[LARGE];
    expectFailure(what, () -> stream.write('x'));
    expectFailure(what, () -> stream.write(some));
    expectFailure(what, () -> stream.write(many));
    expectFailure(what, stream::flush);
  }

  private interface Use {
    void run() throws IOException;
  }

  private void expectFailure(String what, Use use) {
    Throwable failure =
        failureOf(
            what,
            () -> {
              use.run();
              return "no exception";
            });
    expectType(what, IOException.class, failure);
  }
}
