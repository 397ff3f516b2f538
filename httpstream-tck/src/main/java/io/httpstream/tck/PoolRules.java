package io.httpstream.tck;

import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.timing.Timing;
import io.httpstream.transport.Capability;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** POOL: connections that are kept for the next request. */
abstract class PoolRules extends RuleGroup {
  private static final int ROUNDS = 50;
  private static final int ATTEMPTS = 10;
  private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";
  private static final Duration IDLE = Duration.ofMillis(150);

  @Requirement(id = "POOL-001", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 9.3")
  void sequentialRequestsUseOneConnection(Rig rig) throws Exception {
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  connection.receive(head);
                  connection.send(head.target().equals("/none") ? NO_CONTENT : Reply.OK);
                }));
    for (int i = 0; i < ROUNDS; i++) {
      sendAndExpectOk(rig, Draft.get(server.uri("/get")));
      // What has no body has no last byte behind which a transport could keep its connection.
      sendAndExpectNothing(rig, Draft.get(server.uri("/none")));
      sendAndExpectOk(rig, Draft.post(server.uri("/length"), RequestBody.text("some")));
      RequestBody chunked = RequestBody.writer(out -> out.write(1));
      sendAndExpectOk(rig, Draft.post(server.uri("/chunked"), chunked));
      // The answer may be there before the transport knows that the last chunk has left.
      sendAndExpectOk(rig, Draft.post(server.uri("/empty"), RequestBody.writer(out -> {})));
    }
    expectEqual("the number of connections for requests one after the other", 1, server.accepted());
  }

  private void sendAndExpectNothing(Rig rig, Draft draft) throws IOException {
    try (Response response = rig.send(draft)) {
      expectEqual("the status", 204, response.status());
      expectEqual("the length of what has no content", 0, response.body().readAllBytes().length);
    }
  }

  @Requirement(id = "POOL-004", layer = Layer.TRANSPORT, needs = Capability.IDLE_TIMEOUT)
  void idleConnectionsAreClosed(Rig rig) throws Exception {
    Duration limit = Timing.scaled(IDLE);
    Duration pause = limit.plusMillis(limit.toMillis() / 4);
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  connection.send(Reply.ofLength(2) + "o");
                  // Somebody waits for the rest, so that the connection is not idle.
                  Thread.sleep(pause.toMillis());
                  connection.send("k");
                }));
    Door door = rig.closing(rig.newDoor(TransportConfig.defaults().idleTimeout(limit)));
    long start = System.nanoTime();
    expectOk(door, Draft.get(server.uri("/pausing")));
    Timing.eventually(
        "a connection is closed that was idle for " + limit.toMillis() + " ms",
        () -> server.open() == 0);
    Duration open = Duration.ofNanos(System.nanoTime() - start);
    if (open.compareTo(limit.plus(pause)) < 0) {
      throw new AssertionError(
          "a connection must be kept for " + limit.toMillis() + " ms, but was closed earlier");
    }
  }

  private void expectOk(Door door, Draft draft) throws IOException {
    try (Response response = sendInTime(door, draft)) {
      String body = new String(response.body().readAllBytes(), StandardCharsets.US_ASCII);
      expectEqual(
          "the body of an exchange that pauses for longer than the idle timeout", "ok", body);
    }
  }

  /** On a busy machine a connection may have been idle for too long before it is used at all. */
  private static Response sendInTime(Door door, Draft draft) throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        return door.send(draft);
      } catch (IOException e) {
        // The next one may be quicker.
      }
    }
    return door.send(draft);
  }
}
