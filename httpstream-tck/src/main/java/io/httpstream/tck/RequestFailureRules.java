package io.httpstream.tck;

import io.httpstream.message.LengthMismatchException;
import io.httpstream.message.RequestBody;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Recorder;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.ServerConnection;
import io.httpstream.tck.timing.Signal;
import io.httpstream.tck.timing.Timing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** REQ: what becomes of a request whose body fails. */
abstract class RequestFailureRules extends RuleGroup {
  private static final int SOME = 100 * 1024;

  /** So often this is written that no buffer between here and a dead connection holds it. */
  private static final int UNTIL_SEEN = 1000;

  /** So few that the head of another request on the same connection would make up for them. */
  private static final int LACKING = 10;

  @Requirement(id = "REQ-004", layer = Layer.GUARD, rfc = "RFC 9112, section 9.3")
  void shortBodyFails(Rig rig) throws Exception {
    for (int written : List.of(0, 500, SOME)) {
      Recorder recorder = new Recorder(Reply.OK);
      RawServer server = rig.serve(recorder);
      RequestBody body =
          RequestBody.writer(out -> out.write(Payload.bytes(written))).length(written + LACKING);
      String what = "a body of " + written + " bytes that declared " + (written + LACKING);
      Throwable failure = failureOf(what, () -> rig.send(Draft.post(server.uri("/short"), body)));
      sendAndExpectOk(rig, Draft.get(server.uri("/next")));
      recorder.awaitEnds();
      expectNoCompleteMessage(recorder, "/short", what);
      expectType(what, LengthMismatchException.class, failure);
    }
  }

  private static void expectNoCompleteMessage(Recorder recorder, String target, String what) {
    for (Recorder.Received request : recorder.received()) {
      if (request.head().target().equals(target) && request.body().complete()) {
        throw new AssertionError(
            what + " must never be complete, but the server saw " + request.body());
      }
    }
  }

  @Requirement(id = "REQ-005", layer = Layer.GUARD)
  void longBodyFails(Rig rig) throws Exception {
    for (int declared : List.of(1, 1000, SOME)) {
      AtomicInteger begun = new AtomicInteger();
      Queue<Long> seen = new ConcurrentLinkedQueue<>();
      RawServer server =
          rig.serve(
              connection -> {
                if (connection.nextHead().isPresent()) {
                  begun.incrementAndGet();
                  seen.add(answerAfter(declared, connection));
                }
              });
      RequestBody body =
          RequestBody.writer(
                  out -> {
                    out.write(Payload.bytes(declared));
                    out.flush();
                    out.write(Payload.bytes(500));
                  })
              .length(declared);
      String what = "a body of " + (declared + 500) + " bytes that declared " + declared;
      Throwable failure = failureOf(what, () -> rig.send(Draft.post(server.uri("/long"), body)));
      expectType(what, LengthMismatchException.class, failure);
      Timing.eventually(
          "the connection of " + what + " is closed", () -> seen.size() == begun.get());
      for (long count : seen) {
        if (count > declared) {
          throw new AssertionError(what + " must not send more, but the server saw " + count);
        }
      }
    }
    bodyThatDeclaredNothingFails(rig);
  }

  /** A transport asks no body of declared length 0 for its content, but this does not excuse it. */
  private void bodyThatDeclaredNothingFails(Rig rig) throws Exception {
    byte[] content = Payload.bytes(500);
    Map<String, RequestBody> bodies = new LinkedHashMap<>();
    bodies.put("a writer", RequestBody.writer(out -> out.write(content)));
    bodies.put(
        "a writer that flushes",
        RequestBody.writer(
            out -> {
              out.flush();
              out.write(content);
              out.flush();
            }));
    bodies.put("a stream", RequestBody.stream(new ByteArrayInputStream(content)));
    bodies.put("a stream to be opened", RequestBody.open(() -> new ByteArrayInputStream(content)));
    for (Map.Entry<String, RequestBody> body : bodies.entrySet()) {
      Recorder recorder = new Recorder(Reply.OK);
      RawServer server = rig.serve(recorder);
      String what = body.getKey() + " of 500 bytes that declared 0";
      Draft draft = Draft.post(server.uri("/nothing"), body.getValue().length(0));
      Throwable failure = failureOf(what, () -> rig.send(draft));
      expectType(what, LengthMismatchException.class, failure);
      sendAndExpectOk(rig, Draft.get(server.uri("/next")));
      recorder.awaitEnds();
      expectNoCompleteMessage(recorder, "/nothing", what);
    }
  }

  /** Does what a server does that goes by the declared length, and counts what it gets. */
  private static long answerAfter(int declared, ServerConnection connection) {
    long seen = connection.readSome(declared);
    if (seen == declared) {
      try {
        connection.send(Reply.OK);
      } catch (IOException e) {
        // The client has closed the connection, as it should.
      }
    }
    return seen + connection.drain();
  }

  @Requirement(id = "REQ-006", layer = Layer.TRANSPORT)
  void writersFailureReachesTheCallerOnly(Rig rig) throws Exception {
    for (boolean declared : List.of(false, true)) {
      for (Moment moment : Moment.IN_ANY_BODY) {
        for (Throwable thrown : failures()) {
          failingWriter(rig, thrown, moment, declared);
        }
      }
    }
    if (!rig.isBare()) {
      // Only the guard knows that the writer has not returned yet.
      for (Throwable thrown : failures()) {
        failingWriter(rig, thrown, Moment.AFTER_ALL_OF_IT, true);
      }
      // As is what the wire threw, if the writer does not tell.
      for (boolean declared : List.of(false, true)) {
        for (boolean writesOn : List.of(false, true)) {
          failureThatTheWriterKeepsToItself(rig, writesOn, declared);
        }
      }
    }
  }

  private enum Moment {
    AT_ONCE,
    AFTER_100_KIB,
    AFTER_A_FLUSH,
    AFTER_ALL_OF_IT;

    static final List<Moment> IN_ANY_BODY = List.of(AT_ONCE, AFTER_100_KIB, AFTER_A_FLUSH);

    /** Writes until this moment, of a body of twice that length if one is declared. */
    void writeTo(OutputStream out) throws IOException {
      if (this != AT_ONCE) {
        Payload.writeTo(out, this == AFTER_ALL_OF_IT ? 2L * SOME : SOME);
      }
      if (flushes()) {
        out.flush();
      }
    }

    boolean flushes() {
      return this == AFTER_A_FLUSH || this == AFTER_ALL_OF_IT;
    }
  }

  private static List<Throwable> failures() {
    return List.of(
        new IOException("thrown by the writer"),
        new IllegalStateException("thrown by the writer"),
        new LinkageError("thrown by the writer"),
        new Exception("thrown by the writer"));
  }

  private void failingWriter(Rig rig, Throwable thrown, Moment moment, boolean declared)
      throws Exception {
    Signal arrived = rig.signal("the server saw the head of a request whose writer has flushed");
    Recorder recorder = new Recorder(Reply.OK, arrived::raise);
    RawServer server = rig.serve(recorder);
    RequestBody body =
        RequestBody.writer(
            out -> {
              moment.writeTo(out);
              if (moment.flushes()) {
                arrived.await();
              }
              rethrow(thrown);
            });
    Draft draft = Draft.post(server.uri("/fails"), declared ? body.length(2L * SOME) : body);
    String what = "a writer that throws " + thrown + " " + moment;
    Throwable failure =
        failureOf(what, () -> rig.send(draft) + "; the server saw " + recorder.last().body());
    recorder.awaitEnds();
    expectNoCompleteMessage(recorder, "/fails", "the message of " + what);
    Throwable seen =
        isWrapped(thrown) && failure instanceof IOException ? failure.getCause() : failure;
    if (seen != thrown) {
      throw new AssertionError(
          "what the writer threw must reach the caller as the same instance ("
              + thrown
              + "), but the caller got "
              + failure,
          failure);
    }
  }

  private void failureThatTheWriterKeepsToItself(Rig rig, boolean writesOn, boolean declared)
      throws Exception {
    RawServer server =
        rig.serve(
            connection -> {
              connection.readHead();
              connection.readSome(SOME);
              connection.reset();
            });
    AtomicBoolean threw = new AtomicBoolean();
    RequestBody body =
        RequestBody.writer(
            out -> {
              byte[] block = new byte[SOME];
              for (int i = 0; i < UNTIL_SEEN && (writesOn || !threw.get()); i++) {
                try {
                  out.write(block);
                  out.flush();
                } catch (IOException e) {
                  threw.set(true);
                }
              }
            });
    String what =
        "a request whose connection was reset under a writer that took no notice and "
            + (writesOn ? "wrote on" : "returned");
    Draft draft =
        Draft.post(server.uri("/reset"), declared ? body.length((long) UNTIL_SEEN * SOME) : body);
    expectType(what, IOException.class, failureOf(what, () -> rig.send(draft)));
    expectEqual("whether the wire threw in " + what, true, threw.get());
  }

  /** A checked exception that no sender may throw comes as a cause. */
  private static boolean isWrapped(Throwable thrown) {
    return thrown.getClass() == Exception.class;
  }

  private static void rethrow(Throwable thrown) throws Exception {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (Exception) thrown;
  }

  @Requirement(id = "REQ-007", layer = Layer.GUARD)
  void sourceIsClosedOnce(Rig rig) throws Exception {
    CountingSource sent = new CountingSource(1000, false);
    RawServer server = rig.serve(Script.answering(Reply.OK));
    sendAndExpectOk(rig, Draft.post(server.uri("/sent"), RequestBody.stream(sent)));

    CountingSource failing = new CountingSource(SOME, true);
    closedAfterFailure(rig, Draft.post(server.uri("/fails"), RequestBody.stream(failing)));

    CountingSource refused = new CountingSource(1000, false);
    try (ClosedPort port = ClosedPort.open()) {
      closedAfterFailure(rig, Draft.post(port.uri(), RequestBody.stream(refused)));
    }

    CountingSource dropped = new CountingSource(Long.MAX_VALUE, false);
    RawServer dropping =
        rig.serve(
            connection -> {
              connection.readHead();
              connection.reset();
            });
    closedAfterFailure(rig, Draft.post(dropping.uri("/dropped"), RequestBody.stream(dropped)));

    rig.door().close();
    expectClosedOnce("was sent", sent);
    expectClosedOnce("failed while it was read", failing);
    expectClosedOnce("could not be sent as the server refused to connect", refused);
    expectClosedOnce("was being sent when the server closed the connection", dropped);
  }

  private void closedAfterFailure(Rig rig, Draft draft) {
    failureOf("the request to " + draft.uri(), () -> rig.send(draft));
  }

  private void expectClosedOnce(String fate, CountingSource source) {
    int closed = source.timesClosed();
    if (closed != 1) {
      throw new AssertionError(
          "a source must be closed exactly once, but one that "
              + fate
              + " was closed "
              + closed
              + " times");
    }
  }
}
