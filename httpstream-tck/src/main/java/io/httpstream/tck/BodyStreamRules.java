package io.httpstream.tck;

import io.httpstream.message.Response;
import io.httpstream.message.TruncatedBodyException;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.timing.Signal;
import io.httpstream.tck.timing.Timing;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** RSP: what the stream of a body does besides reading. */
abstract class BodyStreamRules extends RuleGroup {
  private static final String CONTENT = "hello, world";
  private static final int BEGIN = 5;

  /** A body of which the beginning comes at once, and the rest when it is asked for. */
  private record Framing(String head, String begin, String rest) {
    static List<Framing> all() {
      String begin = CONTENT.substring(0, BEGIN);
      String rest = CONTENT.substring(BEGIN);
      return List.of(
          new Framing(Reply.ofLength(CONTENT.length()), begin, rest),
          new Framing(Reply.CHUNKED, Reply.chunk(begin), Reply.chunk(rest) + "0\r\n\r\n"),
          new Framing(Reply.UNTIL_CLOSE, begin, rest));
    }
  }

  @Requirement(id = "RSP-007", layer = Layer.TRANSPORT)
  void skipAvailableAndMarkAreAsDocumented(Rig rig) throws Exception {
    for (Framing framing : Framing.all()) {
      lookAndSkip(rig, framing);
      closedBodyIsNotSkipped(rig, framing);
    }
    skippingFindsTheCut(rig, Reply.ofLength(CONTENT.length()) + "hello");
    skippingFindsTheCut(rig, Reply.CHUNKED + Reply.chunk("hello"));
  }

  private void lookAndSkip(Rig rig, Framing framing) throws Exception {
    Signal headSeen = rig.signal("the client has looked for what is available of no body");
    Signal beginSeen = rig.signal("the client has skipped and read what has come of a body");
    RawServer server =
        rig.serve(
            connection -> {
              connection.readHead();
              connection.send(framing.head);
              headSeen.await();
              connection.send(framing.begin);
              beginSeen.await();
              connection.send(framing.rest);
            });
    try (Response response = rig.send(Draft.get(server.uri("/looked-at")))) {
      InputStream body = response.body();
      expectEqual("what is available before any byte has come", 0, available(body));
      expectEqual("what is skipped of 0 bytes", 0L, body.skip(0));
      expectEqual("what is skipped of -1 bytes", 0L, body.skip(-1));
      expectUnmarkable(body);
      headSeen.raise();
      expectEqual("the first byte", (int) CONTENT.charAt(0), body.read());
      expectUnmarkable(body);
      int available = available(body);
      if (available < 0 || available > BEGIN - 1) {
        throw new AssertionError(
            "available() must say how much can be read without waiting, %d bytes at most, but said %d"
                .formatted(BEGIN - 1, available));
      }
      body.skipNBytes(BEGIN - 2);
      expectEqual(
          "the byte behind those that were skipped", (int) CONTENT.charAt(BEGIN - 1), body.read());
      expectEqual("what is available when all that has come was read", 0, available(body));
      beginSeen.raise();
      body.skipNBytes(2);
      expectEqual(
          "the rest of a body of which 2 bytes were skipped",
          CONTENT.substring(BEGIN + 2),
          new String(body.readAllBytes(), StandardCharsets.US_ASCII));
      expectEqual("what is skipped behind the end", 0L, body.skip(10));
      expectEqual("what is available behind the end", 0, available(body));
      String what = "skipping more bytes than there are";
      expectType(what, EOFException.class, failureOf(what, skipping(body, 1)));
    }
  }

  /** On another thread: it must not wait for the server. */
  private int available(InputStream body) throws Exception {
    FutureTask<Integer> asked = aside(body::available);
    Timing.eventually("available() returns, whatever the server does", asked::isDone);
    return asked.get();
  }

  private void expectUnmarkable(InputStream body) {
    expectEqual("markSupported() of a body", false, body.markSupported());
    body.mark(100);
    Callable<?> reset =
        () -> {
          body.reset();
          return "back to the mark";
        };
    String what = "reset() of a body, which can't be marked,";
    expectType(what, IOException.class, failureOf(what, reset));
  }

  private static Callable<?> skipping(InputStream body, long count) {
    return () -> {
      body.skipNBytes(count);
      return "no exception";
    };
  }

  private void closedBodyIsNotSkipped(Rig rig, Framing framing) throws Exception {
    RawServer server =
        rig.serve(
            connection -> {
              connection.readHead();
              connection.send(framing.head + framing.begin + framing.rest);
            });
    Response response = rig.send(Draft.get(server.uri("/closed")));
    response.body().skipNBytes(2);
    response.close();
    String what = "skipping in a body that was closed";
    expectType(what, IOException.class, failureOf(what, () -> response.body().skip(1)));
    int available;
    try {
      available = response.body().available();
    } catch (IOException e) {
      // That says as much.
      return;
    }
    expectEqual("what is available of a body that was closed", 0, available);
  }

  /** What was not sent can't be skipped, and what was counts as read. */
  private void skippingFindsTheCut(Rig rig, String cut) throws Exception {
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  connection.send(cut);
                  connection.cut();
                }));
    try (Response response = rig.send(Draft.get(server.uri("/cut")))) {
      InputStream body = response.body();
      body.skipNBytes(BEGIN);
      String what = "skipping over the place where a body was cut";
      Throwable failure = failureOf(what, () -> body.skip(1));
      expectType(what, IOException.class, failure);
      if (failure instanceof TruncatedBodyException truncated) {
        expectEqual(
            "the bytes that were received, skipped ones too,",
            (long) BEGIN,
            truncated.details().bytesReceived());
      }
      expectType(what + " again", IOException.class, failureOf(what, () -> body.skip(1)));
    }
  }
}
