package io.httpstream.tck;

import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.payload.Fingerprint;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.RequestHead;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.ServerConnection;
import io.httpstream.tck.server.SocketBuffers;
import io.httpstream.tck.timing.Timing;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** CON: exchanges side by side. */
abstract class ConcurrencyRules extends RuleGroup {
  private static final int STREAMS = 500;

  /** So many that no client's limit of connections to one origin is reached. */
  private static final int SERVERS = 10;

  private static final int SIZE = 5_000;
  private static final int SLOW = 4;
  private static final Fingerprint NONE = Fingerprint.of(new byte[0]);
  private static final SocketBuffers SMALL = new SocketBuffers(64 * 1024, 64 * 1024);

  @Requirement(id = "CON-001", layer = Layer.TRANSPORT, seconds = 60)
  void parallelStreamsDoNotMix(Rig rig) throws Exception {
    byte[] content = Payload.bytes(SIZE + STREAMS);
    CountDownLatch all = new CountDownLatch(1);
    AtomicInteger came = new AtomicInteger();
    Map<String, Fingerprint> received = new ConcurrentHashMap<>();
    Script script =
        Script.each(
            (connection, head) -> {
              received.put(head.target(), connection.receive(head).content());
              came.incrementAndGet();
              all.await();
              connection.send(Reply.ofLength(SIZE));
              connection.send(part(content, Integer.parseInt(head.target().substring(1))));
            });
    List<RawServer> servers = new ArrayList<>();
    for (int i = 0; i < SERVERS; i++) {
      servers.add(rig.serve(script));
    }
    List<FutureTask<Fingerprint>> streams = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      byte[] part = part(content, i);
      RequestBody body = RequestBody.writer(out -> out.write(part));
      Draft draft = Draft.post(servers.get(i % SERVERS).uri("/" + i), body);
      streams.add(aside(() -> exchanged(rig, draft)));
    }
    try {
      awaitAll(came);
    } finally {
      all.countDown();
    }
    for (int i = 0; i < STREAMS; i++) {
      Fingerprint expected = Fingerprint.of(part(content, i));
      FutureTask<Fingerprint> stream = streams.get(i);
      Timing.eventually("exchange " + i + " comes to its end", stream::isDone);
      expectEqual("the response's body of stream " + i, expected, stream.get());
      expectEqual(
          "the request's body of stream " + i, expected, received.getOrDefault("/" + i, NONE));
    }
  }

  /** However slow the machine is: as long as they go on coming. */
  private static void awaitAll(AtomicInteger came) {
    for (int seen = came.get(); seen < STREAMS; seen = came.get()) {
      int before = seen;
      Timing.eventually(STREAMS + " requests are under way at once", () -> came.get() > before);
    }
  }

  /** Different at each position. */
  private static byte[] part(byte[] content, int number) {
    return Arrays.copyOfRange(content, number, number + SIZE);
  }

  private static Fingerprint exchanged(Rig rig, Draft draft) throws IOException {
    try (Response response = rig.send(draft)) {
      return Fingerprint.of(response.body());
    }
  }

  @Requirement(id = "CON-002", layer = Layer.TRANSPORT)
  void whoIsSlowBlocksNobody(Rig rig) throws Exception {
    RawServer server = rig.serve(SMALL, Script.each((c, head) -> serve(rig, c, head)));
    for (int i = 0; i < SLOW; i++) {
      Draft unread = Draft.get(server.uri("/endless"));
      rig.closing(besideSlowOnes(() -> rig.send(unread)));
      RequestBody endless = RequestBody.writer(ConcurrencyRules::writeWithoutEnd);
      FutureTask<Response> unused =
          sendAside(rig::send, Draft.post(server.uri("/unread"), endless));
    }
    for (int i = 0; i < SLOW; i++) {
      Draft quick = Draft.post(server.uri("/quick"), RequestBody.text("quick"));
      long length = besideSlowOnes(() -> exchanged(rig, quick)).length();
      expectEqual("the length of a body beside slow ones", 2L, length);
    }
  }

  private <T> T besideSlowOnes(Callable<T> exchange) throws Exception {
    FutureTask<T> running = aside(exchange);
    Timing.eventually("a request beside slow ones comes to its end", running::isDone);
    return running.get();
  }

  private static void serve(Rig rig, ServerConnection connection, RequestHead head)
      throws Exception {
    switch (head.target()) {
      case "/endless" -> {
        connection.send(Reply.ofLength(1L << 40));
        while (true) {
          connection.send(new byte[SIZE]);
        }
      }
      case "/unread" -> rig.over().await();
      default -> {
        connection.receive(head);
        connection.send(Reply.OK);
      }
    }
  }

  private static void writeWithoutEnd(OutputStream out) throws IOException {
    byte[] block = Payload.bytes(SIZE);
    while (true) {
      out.write(block);
    }
  }
}
