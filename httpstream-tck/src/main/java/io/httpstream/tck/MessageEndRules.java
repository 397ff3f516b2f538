package io.httpstream.tck;

import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.payload.Fingerprint;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Level;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.timing.Signal;
import io.httpstream.tck.timing.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** FRM: what stands between one response and the next. */
abstract class MessageEndRules extends FramedRules {
  private static final String HELLO = Reply.ofLength(5) + "hello";
  private static final String CHUNKED_HELLO = Reply.CHUNKED + Reply.chunk("hello");

  /** A transport may need a moment to see what has come. */
  private static final List<Integer> PAUSES = List.of(0, 10, 50, 200, 500);

  @Requirement(
      id = "FRM-009",
      level = Level.SHOULD,
      layer = Layer.TRANSPORT,
      rfc = "RFC 9112, section 7.1")
  void whatStandsForTheLastLineEndIsNoAnswer(Rig rig) throws Exception {
    for (String after : List.of("", UNASKED, "X" + UNASKED, "\r" + UNASKED)) {
      String what = "a chunked body with " + shown(after) + " for its last line end";
      String reply = CHUNKED_HELLO + "0\r\n" + after;
      RawServer server = after.isEmpty() ? serveFirstAndClose(rig, reply) : serveFirst(rig, reply);
      try {
        expectEqual(what, "hello", receive(rig, Draft.get(server.uri("/unfinished"))));
      } catch (IOException e) {
        // Such a message is not complete, if one takes it strictly.
      }
      expectNextAnswered(rig, what, server.uri("/next"));
    }
  }

  @Requirement(id = "FRM-010", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 6.3")
  void unaskedResponsesAnswerNothing(Rig rig) throws Exception {
    for (String first :
        List.of(
            HELLO,
            CHUNKED_HELLO + "0\r\n\r\n",
            Reply.EMPTY,
            "HTTP/1.1 204 X\r\n\r\n",
            "HTTP/1.1 304 X\r\n\r\n")) {
      String what = shown(first) + " with another response in the same packet";
      RawServer server = serveFirst(rig, first + UNASKED);
      receive(rig, Draft.get(server.uri("/first")));
      expectNextAnswered(rig, what, server.uri("/next"));
    }
    String what = "a response to HEAD with another one in the same packet";
    RawServer server = serveFirst(rig, Reply.ofLength(5) + UNASKED);
    receive(rig, Draft.of("HEAD", server.uri("/first")));
    expectNextAnswered(rig, what, server.uri("/next"));
    for (String unasked : List.of(UNASKED, "\r\n" + UNASKED)) {
      expectLateResponseUnused(rig, unasked);
    }
  }

  /** Fails only if the transport does not see it however long it has had. */
  private void expectLateResponseUnused(Rig rig, String unasked) throws Exception {
    for (int i = 0; i < PAUSES.size(); i++) {
      Signal read = rig.signal("the first response was read");
      Signal sent = rig.signal("a response was sent that nobody had asked for");
      RawServer server =
          rig.serve(
              connection -> {
                connection.readHead();
                connection.send(HELLO);
                read.await();
                connection.send(unasked);
                sent.raise();
                serveOn(connection);
              },
              FramedRules::serveOn);
      receive(rig, Draft.get(server.uri("/first")));
      read.raise();
      sent.await();
      Thread.sleep(Timing.scaled(Duration.ofMillis(PAUSES.get(i))).toMillis());
      try {
        expectNextAnswered(
            rig, "a response with " + shown(unasked) + " behind it", server.uri("/next"));
        return;
      } catch (AssertionError | IOException e) {
        if (i == PAUSES.size() - 1) {
          throw e;
        }
      }
    }
  }

  @Requirement(id = "RSP-008", layer = Layer.TRANSPORT, rfc = "RFC 9110, section 15.2")
  void fieldsOfInformationalResponsesAreNotTheAnswers(Rig rig) throws Exception {
    String early = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nX-Early: yes\r\n\r\n";
    for (String before :
        List.of(
            early,
            "HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 102 Processing\r\n\r\n" + early + early,
            "HTTP/1.1 199 Unheard-of\r\nX-Early: yes\r\n\r\n")) {
      String what = "a response behind " + shown(before);
      RawServer server = serveFirst(rig, before + HELLO);
      try (Response response = rig.send(Draft.get(server.uri("/informational")))) {
        expectEqual("the status of " + what, 200, response.status());
        expectEqual(
            "the header X-Early of " + what,
            "(not found)",
            response.header("X-Early").orElse("(not found)"));
        expectEqual(
            "the body of " + what,
            "hello",
            new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        throw new AssertionError(what + " must be read, but failed with " + e, e);
      }
      expectNextAnswered(rig, what, server.uri("/next"));
    }
  }

  @Requirement(id = "FRM-011", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 6.3")
  void bodiesWithoutLengthEndWithTheConnection(Rig rig) throws Exception {
    byte[] content = Payload.bytes(100_000);
    for (String head :
        List.of(
            "HTTP/1.0 200 OK\r\n\r\n",
            "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n",
            "HTTP/1.0 200 OK\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\r\n",
            Reply.UNTIL_CLOSE)) {
      RawServer server =
          rig.serve(
              connection -> {
                connection.readHead();
                connection.send(head);
                connection.send(content);
              },
              FramedRules::serveOn);
      try (Response response = rig.send(Draft.get(server.uri("/until-close")))) {
        expectEqual(
            "a body behind " + shown(head),
            Fingerprint.of(content),
            Fingerprint.of(response.body()));
      }
      expectNextAnswered(rig, "a body behind " + shown(head), server.uri("/next"));
    }
  }

  @Requirement(id = "FRM-012", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 2.2")
  void lineFeedsAloneEndTheLinesOfAHead(Rig rig) throws Exception {
    for (String head :
        List.of(
            "HTTP/1.1 200 OK\nContent-Length: 5\nX-Name: value\n\n",
            "HTTP/1.1 200 OK\nContent-Length: 5\r\nX-Name: value\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\nX-Name: value\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Name: value\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Name: value\r\n\n",
            "HTTP/1.1 103 Early\nX: y\n\nHTTP/1.1 200 OK\nX-Name: value\nContent-Length: 5\n\n")) {
      String what = "a response with the head " + shown(head);
      RawServer server = serveFirst(rig, head + "hello");
      try (Response response = rig.send(Draft.get(server.uri("/line-feeds")))) {
        expectEqual(
            "the header X-Name of " + what,
            "value",
            response.header("X-Name").orElse("(not found)"));
        expectEqual(
            "the body of " + what,
            "hello",
            new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        throw new AssertionError(what + " must be read, but failed with " + e, e);
      }
      expectNextAnswered(rig, what, server.uri("/next"));
    }
  }
}
