package io.httpstream.tck;

import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.flow.PassedBytes;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.server.BodySeen;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.RequestHead;
import io.httpstream.tck.server.SocketBuffers;
import io.httpstream.tck.timing.Signal;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** Where a caller is blocked, by a server that does nothing any more. */
enum Plight {
  /** Nobody accepts the connection. */
  CONNECTING("while connecting") {
    @Override
    Blocked begin(Rig rig, Caller caller) throws Exception {
      SilentPort port = rig.closing(SilentPort.open());
      Blocked blocked = caller.run(Draft.get(port.uri("http")), response -> {}, this);
      settle();
      return blocked;
    }
  },
  /** The server takes the first bytes of TLS, and says nothing. */
  HANDSHAKING("in the TLS handshake") {
    @Override
    Blocked begin(Rig rig, Caller caller) throws Exception {
      Signal begun = rig.signal("the server has seen the beginning of a TLS handshake");
      RawServer server =
          rig.serve(
              connection -> {
                connection.readBytes(1);
                begun.raise();
                connection.drain();
              });
      URI uri = URI.create(server.uri("/").toString().replaceFirst("http", "https"));
      Blocked blocked = caller.run(Draft.get(uri), response -> {}, this);
      begun.await();
      return blocked.by(server);
    }
  },
  /** The server does not read the request's body. */
  UPLOADING("while uploading") {
    @Override
    Blocked begin(Rig rig, Caller caller) throws Exception {
      PassedBytes written = new PassedBytes("the writer");
      Signal begun = rig.signal("the server has the head of an upload");
      Signal freed = rig.signal("the caller was freed");
      CompletableFuture<BodySeen> seen = new CompletableFuture<>();
      RawServer server =
          rig.serve(
              new SocketBuffers(64 * 1024, 0),
              connection -> {
                RequestHead head = connection.readHead();
                begun.raise();
                freed.await();
                seen.complete(connection.receive(head));
                connection.drain();
              });
      byte[] block = Payload.bytes(16 * 1024);
      RequestBody endless =
          RequestBody.writer(
              out -> {
                while (true) {
                  out.write(block);
                  written.add(block.length);
                }
              });
      Draft draft = Draft.post(server.uri("/upload"), endless);
      Blocked blocked = caller.run(draft, response -> {}, this);
      begun.await();
      written.awaitRest(SETTLED);
      return blocked.by(server).release(freed).incomplete(seen);
    }
  },
  /** The server has the request, and does not answer. */
  AWAITING("while waiting for the response") {
    @Override
    Blocked begin(Rig rig, Caller caller) throws Exception {
      Signal received = rig.signal("the server has the request");
      RawServer server =
          rig.serve(
              connection -> {
                connection.receive(connection.readHead());
                received.raise();
                connection.drain();
              });
      Blocked blocked = caller.run(Draft.get(server.uri("/silent")), response -> {}, this);
      received.await();
      settle();
      return blocked.by(server);
    }
  },
  /** The server stops in the middle of the response's body. */
  READING("in the middle of a body") {
    @Override
    Blocked begin(Rig rig, Caller caller) throws Exception {
      Signal reading = rig.signal("the caller has read the body's beginning");
      RawServer server =
          rig.serve(
              connection -> {
                connection.receive(connection.readHead());
                connection.send(Reply.ofLength(1000) + "begun");
                connection.drain();
              });
      Blocked blocked =
          caller.run(
              Draft.get(server.uri("/begun")),
              response -> {
                response.body().readNBytes("begun".length());
                reading.raise();
                response.body().readAllBytes();
              },
              this);
      reading.await();
      settle();
      return blocked.by(server);
    }
  };

  /** After this a caller is most likely blocked; one that is not yet has an easier way out. */
  private static final Duration SETTLED = Duration.ofMillis(60);

  private final String words;

  Plight(String words) {
    this.words = words;
  }

  /** Brings a caller into this plight. */
  abstract Blocked begin(Rig rig, Caller caller) throws Exception;

  private static void settle() {
    LockSupport.parkNanos(SETTLED.toNanos());
  }

  String words() {
    return words;
  }

  /** Who sends, and on what kind of thread. */
  record Caller(RuleGroup.Send way, UnaryOperator<Draft> change, ThreadStart start) {
    private Blocked run(Draft draft, Use use, Plight plight) {
      FutureTask<Blocked.Freed> task = new FutureTask<>(() -> freed(draft, use));
      return new Blocked(plight, task, start.start(task));
    }

    private Blocked.Freed freed(Draft draft, Use use) {
      try (Response response = way.send(change.apply(draft))) {
        use.read(response);
        throw new AssertionError("a caller who is blocked got " + response);
      } catch (Exception | AssertionError e) {
        return new Blocked.Freed(e, Thread.currentThread().isInterrupted());
      }
    }
  }

  /** Starts a thread of some kind. */
  interface ThreadStart {
    Thread start(Runnable task);
  }

  private interface Use {
    void read(Response response) throws Exception;
  }
}
