package io.httpstream.tck;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.LeakedResponse;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.RequestHead;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.ServerConnection;
import io.httpstream.tck.timing.Signal;
import io.httpstream.tck.timing.Timing;
import io.httpstream.transport.Capability;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** LEAK: what is over leaves nothing behind. */
abstract class LeakRules extends RuleGroup {
  private static final int CLIENTS = 20;
  private static final int UNREAD = 50;
  private static final int SMALL_POOL = 5;
  private static final int LARGE = 1 << 20;
  private static final Duration SOON = Duration.ofSeconds(1);

  @Requirement(id = "LEAK-001", layer = Layer.TRANSPORT, seconds = 60)
  void closedClientsLeaveNoThread(Rig rig) throws Exception {
    RawServer server = rig.serve(Script.each(LeakRules::serve));
    LiveThreads threads = new LiveThreads(rig.tck().processWideThreads());
    useAndClose(rig, server);
    long shared = threads.countShared();
    for (int i = 0; i < CLIENTS; i++) {
      useAndClose(rig, server);
    }
    AfterCollection.eventually(
        "no thread of a closed client is left", () -> threads.left().isEmpty(), threads::left);
    // They come and go as they are needed: more than before is not yet one for each client.
    long most = shared + CLIENTS / 2;
    AfterCollection.eventually(
        "the threads that are shared don't grow in number with the clients",
        () -> threads.countShared() < most,
        () -> shared + " after the first, now " + threads.countShared());
  }

  private void useAndClose(Rig rig, RawServer server) throws IOException {
    try (Door door = rig.newDoor()) {
      Draft upload = Draft.post(server.uri("/upload"), RequestBody.writer(out -> out.write(1)));
      door.send(upload).close();
      door.send(Draft.get(server.uri("/small"))).body().readAllBytes();
      door.send(Draft.get(server.uri("/stalled"))).abort();
    }
  }

  @Requirement(id = "LEAK-002", layer = Layer.TRANSPORT)
  void closedClientsLeaveNoSocket(Rig rig) throws Exception {
    RawServer server = rig.serve(Script.each(LeakRules::serve));
    useAtOnce(rig, server);
    rig.door().close();
    AfterCollection.eventually(
        "the server sees all connections of a closed client closed",
        () -> server.open() == 0,
        () -> server.open() + " of " + server.accepted() + " are open");
  }

  /** A method of its own, so that no variable keeps a response reachable. */
  private static void useAtOnce(Rig rig, RawServer server) throws IOException {
    List<Response> responses = new ArrayList<>();
    for (int i = 0; i < SMALL_POOL; i++) {
      responses.add(rig.send(Draft.get(server.uri("/small"))));
    }
    for (Response response : responses) {
      response.body().readAllBytes();
      response.close();
    }
    rig.send(Draft.get(server.uri("/stalled"))).close();
  }

  @Requirement(id = "LEAK-003", layer = Layer.TRANSPORT, seconds = 60)
  void unreadResponsesGiveTheirConnectionsBack(Rig rig) throws Exception {
    RawServer server = rig.serve(Script.each(LeakRules::serve));
    List<String> targets = List.of("/large", "/stalled", "/large", "/stalled-chunked", "/large");
    for (int i = 0; i < UNREAD; i++) {
      Response response = rig.send(Draft.get(server.uri(targets.get(i % targets.size()))));
      response.body().read();
      response.close();
    }
    sendAndExpectOk(rig, Draft.get(server.uri("/small")));
    AfterCollection.eventually(
        "the server sees the connections of unread responses closed",
        () -> server.open() <= SMALL_POOL,
        () -> server.open() + " of " + server.accepted() + " are open");
    sendAndExpectOk(rig, Draft.get(server.uri("/small")));
  }

  @Requirement(id = "LEAK-004", layer = Layer.GUARD)
  void droppedResponsesAreToldAndTheirConnectionsTakenBack(Rig rig) throws Exception {
    RawServer server = rig.serve(Script.each(LeakRules::serve));
    Queue<LeakedResponse> told = new ConcurrentLinkedQueue<>();
    HttpStreamClient client =
        rig.newClient(builder -> builder.connectionsPerOrigin(1).onLeak(told::add));
    openAndDrop(client, server);
    AfterCollection.eventually(
        "a response that was dropped is told", () -> !told.isEmpty(), told::toString);
    LeakedResponse leak = told.element();
    expectEqual("the status of the response that is told", 200, leak.status());
    if (!leak.openedAt().contains("LeakRules.openAndDrop(LeakRules.java:")) {
      throw new AssertionError(
          "the place where a response was opened must be told, but it was said to be "
              + leak.openedAt());
    }
    AfterCollection.eventually(
        "the server sees the connection of a dropped response closed",
        () -> server.open() == 0,
        () -> server.open() + " of " + server.accepted() + " are open");
    expectEqual("the next body", "ok", client.get(server.uri("/small")).send(Response::text));
    expectEqual("how many were told", 1, told.size());
  }

  /** A method of its own, so that no variable keeps the response. */
  private static void openAndDrop(HttpStreamClient client, RawServer server) throws IOException {
    Response dropped = client.get(server.uri("/stalled")).send();
    dropped.body().read();
  }

  @Requirement(id = "LEAK-007", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 9.6")
  void connectionsThatTheServerClosedAreClosed(Rig rig) throws Exception {
    Signal all = rig.signal("some requests are at the server at once");
    Signal read = rig.signal("their responses are read");
    AtomicInteger came = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    RawServer server =
        rig.serve(
            connection -> {
              if (connection.nextHead().isEmpty()) {
                // Some make more connections than they need.
                return;
              }
              if (came.incrementAndGet() == SMALL_POOL) {
                all.raise();
              }
              all.await();
              connection.send(Reply.OK);
              read.await();
              connection.halfClose();
              connection.drain();
              closed.incrementAndGet();
            });
    Door door = rig.closing(rig.newDoor(soonIdle(rig)));
    List<FutureTask<Response>> sending = new ArrayList<>();
    for (int i = 0; i < SMALL_POOL; i++) {
      sending.add(sendAside(door::send, Draft.get(server.uri("/" + i))));
    }
    for (FutureTask<Response> each : sending) {
      try (Response response = each.get()) {
        response.body().readAllBytes();
      }
    }
    read.raise();
    AfterCollection.eventually(
        "idle connections that the server has closed are closed",
        () -> closed.get() >= SMALL_POOL,
        () -> closed.get() + " of " + SMALL_POOL + " are closed");
  }

  /** Who can't be told must see it by itself. */
  private static TransportConfig soonIdle(Rig rig) {
    TransportConfig config = TransportConfig.defaults();
    return rig.transport().capabilities().contains(Capability.IDLE_TIMEOUT)
        ? config.idleTimeout(Timing.scaled(SOON))
        : config;
  }

  private static void serve(ServerConnection connection, RequestHead head) throws Exception {
    connection.receive(head);
    try {
      switch (head.target()) {
        case "/large" -> {
          connection.send(Reply.ofLength(LARGE));
          connection.send(new byte[LARGE]);
        }
        case "/stalled" -> {
          connection.send(Reply.ofLength(LARGE) + "the rest does not come");
          connection.drain();
        }
        case "/stalled-chunked" -> {
          connection.send(Reply.CHUNKED + Reply.chunk("the rest does not come"));
          connection.drain();
        }
        default -> connection.send(Reply.OK);
      }
    } catch (IOException e) {
      // The client has closed the connection, as it must.
    }
  }
}
