package io.httpstream.tck;

import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limit;
import io.httpstream.message.Phase;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.RequestHead;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.ServerConnection;
import io.httpstream.tck.server.SocketBuffers;
import io.httpstream.tck.timing.Signal;
import io.httpstream.tck.timing.Timing;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** TMO: the limits of time for single phases of an exchange. */
abstract class LimitRules extends RuleGroup {
  private static final Duration SHORT = Duration.ofMillis(120);

  /** Long enough for what must come in time on a busy machine. */
  private static final Duration AMPLE = Duration.ofMillis(250);

  private static final SocketBuffers SMALL = new SocketBuffers(64 * 1024, 0);

  /** What a transport is still about to hand over does not count as sent. */
  private static final int MORE_THAN_A_BUFFER = 128 * 1024;

  private static final String BEGUN = Reply.ofLength(100) + "abc";

  @Requirement(id = "TMO-001", layer = Layer.GUARD)
  void connectingIsLimited(Rig rig) throws Exception {
    SilentPort port = rig.closing(SilentPort.open());
    expectConnectLimits(rig, "connecting", port.uri("http"), Phase.CONNECTING);
  }

  @Requirement(id = "TMO-002", layer = Layer.GUARD)
  void handshakeIsLimited(Rig rig) throws Exception {
    RawServer server = rig.serve(ServerConnection::drain);
    URI uri = URI.create(server.uri("/silent").toString().replace("http:", "https:"));
    // Some see of the handshake no more than that they are not connected yet.
    expectConnectLimits(rig, "a handshake", uri, Phase.CONNECTING, Phase.HANDSHAKING);
    expectDropped(server);
  }

  private static void expectConnectLimits(Rig rig, String what, URI uri, Phase... phases) {
    Duration limit = Timing.scaled(SHORT);
    Expiry expiry = Expiry.of(Limit.CONNECT, limit, phases);
    Door door = rig.doorWithin(limits -> limits.connect(limit));
    expiry.expect(what + " without a body", () -> door.send(Draft.get(uri)));
    RequestBody body = RequestBody.text("body");
    expiry.expect(what + " for a body", () -> door.send(Draft.post(uri, body)));
    expiry.expect(
        what + " within a request's own limit",
        () -> rig.send(Draft.post(uri, body).limits(limits -> limits.connect(limit))));
  }

  @Requirement(id = "TMO-004", layer = Layer.GUARD)
  void waitingForHeadersIsLimited(Rig rig) throws Exception {
    RawServer server = rig.serve(Script.each(LimitRules::receiveAndSaySome));
    Duration limit = Timing.scaled(SHORT);
    Expiry expiry = Expiry.of(Limit.RESPONSE_HEADERS, limit, Phase.AWAITING);
    expiry.expect(
        "a request without a body",
        () ->
            rig.send(
                Draft.get(server.uri("/silent")).limits(limits -> limits.responseHeaders(limit))));
    Duration pause = limit;
    // The writer's pause is no waiting for the server: the time begins behind it.
    Expiry.of(Limit.RESPONSE_HEADERS, limit.plus(pause), Phase.AWAITING)
        .expect(
            "a request with a body",
            () ->
                rig.send(
                    Draft.post(server.uri("/silent"), pausing(pause))
                        .limits(limits -> limits.responseHeaders(limit))));
    expiry.expect(
        "a response that drips",
        () ->
            rig.send(
                Draft.get(server.uri("/drip")).limits(limits -> limits.responseHeaders(limit))));
    expectDropped(server);
  }

  private static void receiveAndSaySome(ServerConnection connection, RequestHead head) {
    connection.receive(head);
    if (head.target().equals("/drip")) {
      Drip.headers(connection);
    }
    connection.drain();
  }

  private static RequestBody pausing(Duration pause) {
    return RequestBody.writer(
        out -> {
          out.write(1);
          out.flush();
          Thread.sleep(pause.toMillis());
          out.write(2);
        });
  }

  @Requirement(id = "TMO-005", layer = Layer.GUARD)
  void silenceInTheBodyIsLimited(Rig rig) throws Exception {
    RawServer server =
        rig.serve(
            connection -> {
              connection.readHead();
              connection.send(BEGUN);
              connection.drain();
            });
    Duration limit = Timing.scaled(SHORT);
    Draft draft = Draft.get(server.uri("/begun")).limits(limits -> limits.readIdle(limit));
    try (Response response = rig.send(draft)) {
      Expiry.of(Limit.READ_IDLE, limit, Phase.READING)
          .expect("reading a body that does not go on", () -> response.body().readAllBytes());
    }
    expectDropped(server);
  }

  @Requirement(id = "TMO-008", layer = Layer.GUARD)
  void stalledWriteIsLimited(Rig rig) throws Exception {
    Signal expired = rig.signal("the limit of the write has passed");
    AtomicLong arrived = new AtomicLong();
    RawServer server =
        rig.serve(
            SMALL,
            connection -> {
              // None on a machine that is too busy to send one in time.
              connection.nextHead();
              expired.await();
              arrived.set(connection.drain());
            });
    Duration limit = Timing.scaled(SHORT);
    RequestBody endless = RequestBody.writer(LimitRules::writeWithoutEnd);
    ExchangeTimeoutException failure =
        Expiry.of(Limit.WRITE_STALL, limit, Phase.WRITING)
            .expect(
                "an upload that nobody takes",
                () ->
                    rig.send(
                        Draft.post(server.uri("/stalled"), endless)
                            .limits(limits -> limits.writeStall(limit))));
    expired.raise();
    expectDropped(server);
    if (arrived.get() > MORE_THAN_A_BUFFER && failure.details().bytesSent() <= 0) {
      throw new AssertionError(
          arrived
              + " bytes of the body arrived, but the failure says that none was sent: "
              + failure);
    }
  }

  private static void writeWithoutEnd(OutputStream out) throws IOException {
    byte[] block = Payload.bytes(16 * 1024);
    while (true) {
      out.write(block);
    }
  }

  @Requirement(id = "TMO-009", layer = Layer.GUARD)
  void idleWriterIsLimited(Rig rig) throws Exception {
    Signal dropped = rig.signal("the server sees the end of an upload whose writer is idle");
    RawServer server =
        rig.serve(
            connection -> {
              connection.drain();
              dropped.raise();
            });
    Duration limit = Timing.scaled(SHORT);
    RequestBody idle =
        RequestBody.writer(
            out -> {
              out.write(1);
              out.flush();
              dropped.await();
              out.write(2);
              throw new AssertionError("a writer whose time is up must not be able to write on");
            });
    Expiry.of(Limit.PRODUCER_IDLE, limit, Phase.WRITING)
        .expect(
            "an upload that does not go on",
            () ->
                rig.send(
                    Draft.post(server.uri("/idle"), idle)
                        .limits(limits -> limits.producerIdle(limit))));
  }

  @Requirement(id = "TMO-010", layer = Layer.GUARD)
  void whoPausesTripsNothing(Rig rig) throws Exception {
    Signal sent = rig.signal("the server has sent all of the body");
    RawServer server =
        rig.serve(
            connection -> {
              Optional<RequestHead> head = connection.nextHead();
              // On a machine that is too busy for the limit, the request may not come whole.
              if (head.isPresent() && connection.receive(head.get()).complete()) {
                connection.send(Reply.ofLength(6) + "abcdef");
              }
              sent.raise();
              connection.drain();
            });
    Duration limit = Timing.scaled(AMPLE);
    Pause pause = new Pause(limit);
    RequestBody body =
        RequestBody.writer(
            out -> {
              pause.after(
                  () -> {
                    out.write(1);
                    out.flush();
                  });
              pause.pauseAnd(
                  () -> {
                    out.write(2);
                    out.flush();
                  });
            });
    Draft draft =
        Draft.post(server.uri("/paused"), body)
            .limits(limits -> limits.writeStall(limit).readIdle(limit));
    try (Response response = rig.send(draft)) {
      sent.await();
      pause.after(() -> response.body().read());
      pause.pauseAnd(() -> expectEqual("the rest", 5, response.body().readAllBytes().length));
    } catch (ExchangeTimeoutException e) {
      // If it was no pause that is to blame, the machine is too slow for a limit as short as this.
      pause.check();
    }
  }

  @Requirement(id = "TMO-011", layer = Layer.GUARD)
  void exceptionTellsWhatHappened(Rig rig) throws Exception {
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  connection.receive(head);
                  if (head.target().equals("/begun")) {
                    connection.send(BEGUN);
                  }
                  connection.drain();
                }));
    Duration limit = Timing.scaled(SHORT);
    Door door = rig.doorWithin(limits -> limits.responseHeaders(limit));
    new Told("of a limit of the client", Limit.RESPONSE_HEADERS, limit, Phase.AWAITING, 0, 0, true)
        .check(
            Expiry.of(Limit.RESPONSE_HEADERS, limit, Phase.AWAITING)
                .expect("a GET", () -> door.send(Draft.get(server.uri("/silent")))));
    Draft draft =
        Draft.post(server.uri("/begun"), RequestBody.writer(out -> out.write(new byte[5])))
            .limits(limits -> limits.readIdle(limit));
    AtomicLong read = new AtomicLong();
    try (Response response = rig.send(draft)) {
      ExchangeTimeoutException failure =
          Expiry.of(Limit.READ_IDLE, limit, Phase.READING)
              .expect("a POST", () -> count(response, read));
      new Told(
              "of a limit of a request",
              Limit.READ_IDLE,
              limit,
              Phase.READING,
              5,
              read.get(),
              false)
          .check(failure);
    }
  }

  private static long count(Response response, AtomicLong read) throws IOException {
    while (response.body().read() >= 0) {
      read.incrementAndGet();
    }
    return read.get();
  }

  private static void expectDropped(RawServer server) {
    Timing.eventually(
        "the server sees the end of connections whose time is up", () -> server.open() == 0);
  }
}
