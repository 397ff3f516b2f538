package io.httpstream.tck;

import io.httpstream.message.EarlyResponseException;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.flow.PassedBytes;
import io.httpstream.tck.payload.Fingerprint;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.ServerConnection;
import io.httpstream.tck.server.SocketBuffers;
import io.httpstream.tck.timing.Signal;
import io.httpstream.tck.timing.Timing;
import io.httpstream.transport.Capability;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** EARLY: a response that comes before the request is complete (RFC 9112, section 9.5). */
abstract class EarlyResponseRules extends RuleGroup {
  private static final String REFUSAL =
      "HTTP/1.1 413 Content Too Large\r\nContent-Length: 8\r\n\r\ntoo much";

  private static final int BLOCK = 16 * 1024;

  /** A writer that has written nothing for so long is blocked. */
  private static final Duration QUIET = Duration.ofMillis(200);

  /** What a server does that has read enough: it answers, and reads no more. */
  private static Script refusing(Rig rig, int bytesRead) {
    return connection -> {
      connection.readHead();
      connection.readBytes(bytesRead);
      connection.send(REFUSAL);
      rig.over().await();
    };
  }

  @Requirement(
      id = "EARLY-001",
      layer = Layer.TRANSPORT,
      needs = Capability.EARLY_RESPONSE,
      rfc = "RFC 9112, section 9.5")
  void refusalReachesTheCallerThoughNobodyReadsOn(Rig rig) throws Exception {
    refusalReachesTheCallerThoughNobodyReadsOn(rig, Line.plain(rig, SocketBuffers.DEFAULT));
  }

  @Requirement(
      id = "EARLY-008",
      layer = Layer.TRANSPORT,
      needs = {Capability.EARLY_RESPONSE, Capability.SSL_CONTEXT},
      rfc = "RFC 9112, section 9.5")
  void refusalReachesTheCallerOverTlsToo(Rig rig) throws Exception {
    refusalReachesTheCallerThoughNobodyReadsOn(rig, Line.tls(rig, SocketBuffers.DEFAULT));
  }

  private void refusalReachesTheCallerThoughNobodyReadsOn(Rig rig, Line line) throws Exception {
    for (int bytesRead : new int[] {0, BLOCK, 10 * BLOCK}) {
      RawServer server = line.serve(refusing(rig, bytesRead));
      expectRefusal(line::send, Draft.post(server.uri("/endless"), endless()));
      expectRefusal(
          line::send, Draft.post(server.uri("/declared"), endless().length(Long.MAX_VALUE / 2)));
    }
    refusalReachesABlockedWriter(rig, line);
  }

  private void refusalReachesABlockedWriter(Rig rig, Line line) throws Exception {
    PassedBytes written = new PassedBytes("the writer");
    RawServer server =
        line.serve(
            connection -> {
              connection.readHead();
              written.awaitRest(QUIET);
              connection.send(REFUSAL);
              rig.over().await();
            });
    RequestBody body =
        RequestBody.writer(
            out -> {
              byte[] block = Payload.bytes(BLOCK);
              while (true) {
                out.write(block);
                written.add(BLOCK);
              }
            });
    expectRefusal(line::send, Draft.post(server.uri("/blocked"), body));
  }

  private void expectRefusal(Send way, Draft draft) throws Exception {
    try (Response response = sendInTime(way, draft)) {
      expectEqual("the status of an early response", 413, response.status());
      expectEqual("the body of an early response", "too much", text(response));
    }
  }

  private Response sendInTime(Send way, Draft draft) throws Exception {
    FutureTask<Response> sending = sendAside(way, draft);
    Timing.eventually("an early response reaches the caller of " + draft.uri(), sending::isDone);
    try {
      return sending.get();
    } catch (ExecutionException e) {
      throw new AssertionError(
          "an early response must reach the caller, who got " + e.getCause(), e.getCause());
    }
  }

  private static String text(Response response) throws IOException {
    return new String(response.body().readAllBytes(), StandardCharsets.US_ASCII);
  }

  private static RequestBody endless() {
    return RequestBody.writer(EarlyResponseRules::writeWithoutEnd);
  }

  private static void writeWithoutEnd(OutputStream out) throws IOException {
    byte[] block = Payload.bytes(BLOCK);
    while (true) {
      out.write(block);
    }
  }

  @Requirement(
      id = "EARLY-002",
      layer = Layer.TRANSPORT,
      needs = Capability.EARLY_RESPONSE,
      rfc = "RFC 9112, section 9.6")
  void refusalReachesTheCallerThoughTheServerCloses(Rig rig) throws Exception {
    RawServer server =
        rig.serve(
            connection -> {
              connection.readHead();
              connection.readBytes(BLOCK);
              connection.send(REFUSAL.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
              connection.halfClose();
              // A close with unread bytes would be a reset, which may overtake the response.
              connection.drain();
            });
    for (int i = 0; i < 10; i++) {
      expectRefusal(rig::send, Draft.post(server.uri("/endless"), endless()));
    }
  }

  @Requirement(
      id = "EARLY-007",
      layer = Layer.TRANSPORT,
      needs = Capability.EARLY_RESPONSE,
      rfc = "RFC 9112, section 9.6")
  void refusalReachesTheCallerThoughTheServerResets(Rig rig) throws Exception {
    if (!System.getProperty("os.name", "").startsWith("Linux")) {
      rig.note("not tried: this system may throw away what came before a reset");
      return;
    }
    RawServer server =
        rig.serve(
            connection -> {
              connection.readHead();
              connection.readBytes(BLOCK);
              connection.send(REFUSAL);
              connection.reset();
            });
    for (int i = 0; i < 10; i++) {
      expectRefusal(rig::send, Draft.post(server.uri("/endless"), endless()));
      expectRefusal(
          rig::send, Draft.post(server.uri("/declared"), endless().length(Long.MAX_VALUE / 2)));
    }
  }

  @Requirement(id = "EARLY-003", layer = Layer.TRANSPORT, needs = Capability.EARLY_RESPONSE)
  void successDoesNotStopTheWriter(Rig rig) throws Exception {
    long length = 4L << 20;
    Signal answered = rig.signal("the server has answered 200 before the body was complete");
    CompletableFuture<Fingerprint> seen = new CompletableFuture<>();
    RawServer server =
        rig.serve(
            connection -> {
              InputStream body = connection.body(connection.readHead());
              byte[] first = body.readNBytes(BLOCK);
              connection.send(Reply.OK);
              answered.raise();
              seen.complete(
                  Fingerprint.of(new SequenceInputStream(new ByteArrayInputStream(first), body)));
              connection.drain();
            });
    RequestBody body =
        RequestBody.writer(
            out -> {
              byte[] all = Payload.bytes((int) length);
              out.write(all, 0, 2 * BLOCK);
              out.flush();
              answered.await();
              for (int at = 2 * BLOCK; at < length; at += BLOCK) {
                out.write(all, at, BLOCK);
              }
            });
    try (Response response = sendInTime(rig::send, Draft.post(server.uri("/goes-on"), body))) {
      expectEqual("the status", 200, response.status());
      expectEqual("the body of an early response", "ok", text(response));
      // Before it is closed: that may take with it what the server has not read yet.
      Timing.eventually(
          "the server receives what is written on after a response of 200", seen::isDone);
    }
    expectEqual(
        "the body that was written on after a response of 200",
        Fingerprint.ofPayload(length),
        seen.join());
  }

  @Requirement(
      id = "EARLY-004",
      layer = Layer.TRANSPORT,
      needs = Capability.EARLY_RESPONSE,
      rfc = "RFC 9112, section 9.3")
  void connectionOfAnUnfinishedRequestIsNotUsedAgain(Rig rig) throws Exception {
    RawServer server = rig.serve(EarlyResponseRules::refuseOnceAndRead, Script.answering(Reply.OK));
    expectRefusal(rig::send, Draft.post(server.uri("/endless"), endless()));
    sendAndExpectOk(rig, Draft.get(server.uri("/next")));
    expectEqual("the number of connections", 2, server.accepted());
    Timing.eventually(
        "the connection of an unfinished request is closed", () -> server.open() <= 1);
  }

  private static void refuseOnceAndRead(ServerConnection connection) throws Exception {
    connection.readHead();
    connection.readBytes(BLOCK);
    connection.send(REFUSAL);
    connection.drain();
  }

  @Requirement(id = "EARLY-005", layer = Layer.GUARD, needs = Capability.EARLY_RESPONSE)
  void writerLearnsTheStatus(Rig rig) throws Exception {
    RawServer server = rig.serve(refusing(rig, BLOCK));
    CompletableFuture<Throwable> told = new CompletableFuture<>();
    RequestBody body =
        RequestBody.writer(
            out -> {
              try {
                writeWithoutEnd(out);
              } catch (Throwable e) {
                told.complete(e);
                throw e;
              }
            });
    expectRefusal(rig::send, Draft.post(server.uri("/endless"), body));
    String what = "the writer of a body that the server refused with 413";
    Timing.eventually("an exception stops the writer", told::isDone);
    Throwable seen = told.join();
    expectType(what, EarlyResponseException.class, seen);
    expectEqual(
        "the status that the writer is told", 413, ((EarlyResponseException) seen).status());
  }
}
