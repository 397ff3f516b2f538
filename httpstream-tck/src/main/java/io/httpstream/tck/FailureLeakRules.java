package io.httpstream.tck;

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
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** LEAK: what failed or was given up leaves nothing behind. */
abstract class FailureLeakRules extends RuleGroup {
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 17;
  private static final int LARGE = 1 << 20;

  @Requirement(id = "LEAK-005", layer = Layer.TRANSPORT, seconds = 60)
  void failedConnectionsLeaveNoFile(Rig rig) throws Exception {
    ClosedPort refused = rig.closing(ClosedPort.open());
    RawServer untrusted = rig.serveTls(SocketBuffers.DEFAULT, ServerConnection::drain);
    RawServer rude = rig.serve(connection -> {});
    List<URI> targets =
        List.of(
            refused.uri(),
            untrusted.uri("/untrusted"),
            URI.create(rude.uri("/rude").toString().replace("http:", "https:")));
    failToConnect(rig, targets, WARM_UP);
    long before = ProcessResources.openFiles();
    failToConnect(rig, targets, ROUNDS);
    // Each of the targets would leave as many as there are rounds.
    long most = before + ROUNDS / 2;
    AfterCollection.eventually(
        "the sockets of failed connections are closed",
        () -> ProcessResources.openFiles() < most,
        () -> before + " files were open before, now " + ProcessResources.openFiles());
  }

  private void failToConnect(Rig rig, List<URI> targets, int times) {
    for (int i = 0; i < times; i++) {
      for (URI target : targets) {
        String what = "a request to " + target;
        expectType(what, IOException.class, failureOf(what, () -> rig.send(Draft.get(target))));
      }
    }
  }

  @Requirement(id = "LEAK-006", layer = Layer.TRANSPORT, seconds = 60)
  void abortedExchangesLeaveNoDirectMemory(Rig rig) throws Exception {
    RawServer server = rig.serve(Script.each(FailureLeakRules::serveMuch));
    giveUp(rig, server, WARM_UP);
    System.gc();
    long before = ProcessResources.directMemory();
    giveUp(rig, server, ROUNDS);
    long most = before + LARGE;
    AfterCollection.eventually(
        "the direct memory of aborted exchanges is free",
        () -> ProcessResources.directMemory() < most,
        () -> before + " bytes were used before, now " + ProcessResources.directMemory());
  }

  private void giveUp(Rig rig, RawServer server, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      Response response = rig.send(Draft.get(server.uri("/much")));
      response.body().readNBytes(64 * 1024);
      response.abort();
      failToUpload(rig, server);
    }
  }

  private void failToUpload(Rig rig, RawServer server) {
    RequestBody body =
        RequestBody.writer(
            out -> {
              out.write(Payload.bytes(LARGE));
              throw new IOException("the writer gives up");
            });
    String what = "an upload whose writer gives up";
    expectType(
        what,
        IOException.class,
        failureOf(what, () -> rig.send(Draft.post(server.uri("/upload"), body))));
  }

  private static void serveMuch(ServerConnection connection, RequestHead head) {
    if (!connection.receive(head).complete()) {
      return;
    }
    try {
      connection.send(Reply.ofLength(8L * LARGE));
      for (int i = 0; i < 8; i++) {
        connection.send(new byte[LARGE]);
      }
    } catch (IOException e) {
      // The client has closed the connection, as it must.
    }
  }

  @Requirement(id = "LEAK-008", layer = Layer.TRANSPORT)
  void failuresEndNoThread(Rig rig) throws Exception {
    RawServer server = rig.serve(Script.each(FailureLeakRules::fail));
    Queue<String> uncaught = new ConcurrentLinkedQueue<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> uncaught.add(thread.getName() + ": " + failure));
    try {
      for (String target : List.of("/reset", "/close", "/garbage", "/cut", "/cut-by-reset")) {
        failAll(rig, server, target);
      }
      failToUpload(rig, server);
      rig.send(Draft.get(server.uri("/stalled"))).abort();
      try (Door door = rig.newDoor()) {
        // Still open when the door is closed.
        door.send(Draft.get(server.uri("/stalled"))).body().read();
      }
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    expectEqual("the list of exceptions that ended a thread", List.of(), List.copyOf(uncaught));
  }

  private void failAll(Rig rig, RawServer server, String target) {
    URI uri = server.uri(target);
    for (Draft draft : List.of(Draft.get(uri), Draft.post(uri, RequestBody.text("body")))) {
      String what = "a request for " + target;
      Throwable failure =
          failureOf(
              what,
              () -> {
                try (Response response = rig.send(draft)) {
                  return response.body().readAllBytes();
                }
              });
      expectType(what, IOException.class, failure);
    }
  }

  /** Closes the connection after each, or waits until the client does. */
  private static void fail(ServerConnection connection, RequestHead head) throws IOException {
    connection.receive(head);
    switch (head.target()) {
      case "/garbage" -> connection.send("SSH-2.0-none of HTTP\r\n\r\n");
      case "/cut", "/cut-by-reset", "/stalled" -> connection.send(Reply.ofLength(LARGE) + "abc");
      default -> {}
    }
    if (head.target().contains("reset")) {
      connection.reset();
    } else if (head.target().equals("/stalled")) {
      connection.drain();
    } else {
      connection.halfClose();
      connection.drain();
    }
  }

  @Requirement(id = "LEAK-009", layer = Layer.TRANSPORT, seconds = 60)
  void abortedExchangesAreGarbage(Rig rig) throws Exception {
    RawServer server = rig.serve(Script.each(FailureLeakRules::serveMuch));
    WeakReference<Object> aborted = abort(rig, server);
    WeakReference<Object> failed = fail(rig, server);
    // A selector may keep the key of what it saw last until it sees something else: one exchange,
    // and no more with each that fails.
    sendAndExpectOk(rig, Draft.get(rig.serve(Script.answering(Reply.OK)).uri("/another")));
    AfterCollection.eventually(
        "what the writer of an aborted exchange held is garbage",
        () -> aborted.refersTo(null) && failed.refersTo(null),
        () ->
            "after an abort: "
                + aborted.refersTo(null)
                + ", after a failure: "
                + failed.refersTo(null));
  }

  /** A method of its own, so that no variable keeps anything reachable. */
  private static WeakReference<Object> abort(Rig rig, RawServer server) throws IOException {
    byte[] held = new byte[LARGE];
    RequestBody body = RequestBody.writer(out -> out.write(held, 0, 100));
    rig.send(Draft.post(server.uri("/much"), body)).abort();
    return new WeakReference<>(held);
  }

  private WeakReference<Object> fail(Rig rig, RawServer server) {
    byte[] held = new byte[LARGE];
    RequestBody body =
        RequestBody.writer(
            out -> {
              out.write(held);
              throw new IOException("the writer gives up");
            });
    Throwable unused =
        failureOf("an upload", () -> rig.send(Draft.post(server.uri("/upload"), body)));
    return new WeakReference<>(held);
  }
}
