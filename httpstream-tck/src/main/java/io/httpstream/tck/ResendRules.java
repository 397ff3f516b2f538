package io.httpstream.tck;

import io.httpstream.message.ExchangeException;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.Ending;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.RequestHead;
import io.httpstream.tck.server.ServerConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** RTY: what is sent again, and how often. */
abstract class ResendRules extends FaultRules {
  private static final int ROUNDS = 10;

  /** Makes a request of a kind. */
  private interface Kind {
    Draft to(URI uri);
  }

  @Requirement(id = "RTY-001", layer = Layer.TRANSPORT, rfc = "RFC 9110, section 9.2.2")
  void requestWithABodyIsSentOnceOverAStaleConnection(Rig rig) throws Exception {
    for (Ending ending : Ending.values()) {
      staleConnection(rig, ending, this::oneShot, 1);
      droppedAgainAndAgain(rig, ending, this::oneShot, 1);
    }
  }

  @Requirement(id = "RTY-002", layer = Layer.TRANSPORT, rfc = "RFC 9110, section 9.2.2")
  void getOverAStaleConnectionSucceedsOrCanBeSentAgain(Rig rig) throws Exception {
    for (Ending ending : Ending.values()) {
      staleConnection(rig, ending, Draft::get, 2);
    }
  }

  /** The server ends the connection while it is idle, at about the time of the next request. */
  private void staleConnection(Rig rig, Ending ending, Kind kind, int most) throws IOException {
    AtomicInteger requests = new AtomicInteger();
    RawServer server =
        rig.serve(
            connection -> {
              if (answer(connection, requests)) {
                ending.end(connection);
              }
            });
    for (int i = 0; i < ROUNDS; i++) {
      openConnection(rig, server);
      requests.set(0);
      try (Response response = rig.send(kind.to(server.uri("/second")))) {
        expectEqual("the status", 200, response.status());
        expectEqual(
            "the body of a response over what was a stale connection",
            "ok",
            new String(response.body().readAllBytes(), StandardCharsets.US_ASCII));
      } catch (IOException e) {
        expectSafe(rig, kind.to(server.uri("/second")), e);
      }
      expectAtMost(most, requests, "whose connection was closed while it was idle");
    }
  }

  /** Over a stale connection of the last round this may fail as well. */
  private void openConnection(Rig rig, RawServer server) throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      try {
        sendAndExpectOk(rig, Draft.get(server.uri("/first")));
        return;
      } catch (IOException e) {
        expectSafe(rig, Draft.get(server.uri("/first")), e);
      }
    }
    throw new AssertionError("a stale connection is used again and again");
  }

  private static boolean answer(ServerConnection connection, AtomicInteger requests)
      throws IOException {
    RequestHead head = connection.nextHead().orElse(null);
    if (head == null) {
      return false;
    }
    requests.incrementAndGet();
    if (!connection.receive(head).complete()) {
      return false;
    }
    connection.send(Reply.OK);
    return true;
  }

  private void expectSafe(Rig rig, Draft draft, IOException failure) {
    if (rig.isBare() || !draft.method().equals("GET")) {
      return;
    }
    expectType(rig, "a GET over a stale connection", ExchangeException.class, failure);
    expectEqual(
        "whether a GET that failed over a stale connection is safe to retry",
        true,
        ((ExchangeException) failure).safeToRetry());
  }

  /**
   * The server answers the first request of a connection, and ends the connection at the second.
   */
  private void droppedAgainAndAgain(Rig rig, Ending ending, Kind kind, int most)
      throws IOException {
    AtomicInteger requests = new AtomicInteger();
    RawServer server = rig.serve(connection -> dropSecond(connection, ending, requests, ""));
    for (int i = 0; i < 3; i++) {
      sendAndExpectOk(rig, Draft.get(server.uri("/answered")));
      requests.set(0);
      expectNoAnswer(rig, "a request whose server drops it", kind.to(server.uri("/dropped")));
      expectAtMost(most, requests, "that the server drops again and again");
    }
  }

  /** Drops whatever is asked for but /answered, after the beginning of an answer. */
  private static void dropSecond(
      ServerConnection connection, Ending ending, AtomicInteger requests, String beginning)
      throws IOException {
    for (var head = connection.nextHead(); head.isPresent(); head = connection.nextHead()) {
      requests.incrementAndGet();
      if (!connection.receive(head.get()).complete()) {
        return;
      }
      if (!head.get().target().equals("/answered")) {
        connection.send(beginning);
        ending.end(connection);
        return;
      }
      connection.send(Reply.OK);
    }
  }

  private void expectAtMost(int most, AtomicInteger requests, String what) {
    if (requests.get() > most) {
      throw new AssertionError(
          "a request "
              + what
              + " must be sent "
              + (most == 1 ? "once" : "twice at most")
              + ", but the server saw it "
              + requests
              + " times");
    }
  }

  @Requirement(id = "RTY-003", layer = Layer.TRANSPORT)
  void nothingIsSentAgainOnceAnAnswerHasBegun(Rig rig) throws Exception {
    String head = Reply.ofLength(10);
    for (String beginning : List.of("H", head.substring(0, head.length() - 1), head, head + "12")) {
      for (Ending ending : Ending.values()) {
        AtomicInteger requests = new AtomicInteger();
        RawServer server =
            rig.serve(connection -> dropSecond(connection, ending, requests, beginning));
        sendAndExpectOk(rig, Draft.get(server.uri("/answered")));
        for (Kind kind : List.<Kind>of(Draft::get, this::oneShot)) {
          requests.set(0);
          failureOf("a response that is cut", () -> read(rig, kind.to(server.uri("/cut"))));
          // A reset may have taken the beginning of the answer with it.
          boolean get = kind.to(server.uri("/cut")).method().equals("GET");
          int most = ending == Ending.RESET && get ? 2 : 1;
          expectAtMost(most, requests, "whose answer has begun");
        }
      }
    }
  }

  private static byte[] read(Rig rig, Draft draft) throws IOException {
    try (Response response = rig.send(draft)) {
      return response.body().readAllBytes();
    }
  }

  @Requirement(id = "RTY-004", layer = Layer.TRANSPORT)
  void nothingIsSentAgainWithoutEnd(Rig rig) throws Exception {
    for (Ending ending : Ending.values()) {
      droppedAgainAndAgain(rig, ending, Draft::get, 2);
      droppedAgainAndAgain(rig, ending, uri -> Draft.of("DELETE", uri), 2);
    }
    for (String refusal :
        List.of(
            "503 X\r\nRetry-After: 0",
            "503 X\r\nRetry-After: 0\r\nConnection: close",
            "408 X",
            "408 X\r\nConnection: close",
            "421 X\r\nConnection: close",
            "429 X\r\nRetry-After: 0",
            "401 X\r\nWWW-Authenticate: Basic realm=\"x\"")) {
      refusedAgainAndAgain(rig, refusal);
    }
  }

  private void refusedAgainAndAgain(Rig rig, String refusal) throws IOException {
    AtomicInteger requests = new AtomicInteger();
    String response = "HTTP/1.1 " + refusal + "\r\nContent-Length: 0\r\n\r\n";
    boolean closing = refusal.contains("close");
    RawServer server =
        rig.serve(
            connection -> {
              for (var head = connection.nextHead();
                  head.isPresent();
                  head = connection.nextHead()) {
                requests.incrementAndGet();
                if (!connection.receive(head.get()).complete()) {
                  return;
                }
                connection.send(response);
                if (closing) {
                  Ending.CLOSE.end(connection);
                  return;
                }
              }
            });
    for (Kind kind : List.<Kind>of(Draft::get, this::oneShot)) {
      requests.set(0);
      try (Response answer = rig.send(kind.to(server.uri("/refused")))) {
        expectEqual("the status", Integer.parseInt(refusal.substring(0, 3)), answer.status());
      }
      expectAtMost(1, requests, "that is answered with " + refusal.replace("\r\n", ", "));
    }
  }
}
