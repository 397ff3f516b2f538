package io.httpstream.tck;

import io.httpstream.message.ConnectionLostException;
import io.httpstream.message.ExchangeException;
import io.httpstream.message.Response;
import io.httpstream.message.TruncatedBodyException;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.Ending;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.RequestHead;
import io.httpstream.tck.server.ServerConnection;
import io.httpstream.tck.timing.Timing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** FLT-013: a small exchange that is cut wherever it can be. */
abstract class CutRules extends FaultRules {
  private static final String CONTENT = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final String TARGET = "/cut";
  private static final String LAST_CHUNK = "0\r\n\r\n";

  /** How a response's end is told, and by which endings it can be cut. */
  private enum Framing {
    LENGTH(Reply.ofLength(CONTENT.length()), CONTENT),
    CHUNKED(
        Reply.CHUNKED,
        Reply.chunk(CONTENT.substring(0, 20)) + Reply.chunk(CONTENT.substring(20)) + LAST_CHUNK),
    UNTIL_CLOSE(Reply.UNTIL_CLOSE, CONTENT);

    private final String head;
    private final String message;

    Framing(String head, String body) {
      this.head = head;
      this.message = head + body;
    }

    boolean canBeCut(int at, Ending ending) {
      return this != UNTIL_CLOSE || ending == Ending.RESET || at < head.length();
    }

    /** Whether all that matters has been sent: the last line's end is FRM-009's affair. */
    boolean mayBeWhole(int at) {
      int dispensable = this == CHUNKED ? "\r\n".length() : 0;
      return this != UNTIL_CLOSE && at >= message.length() - dispensable;
    }
  }

  /** A point at which a response is cut. */
  private record Cut(Framing framing, int at, Ending ending) {
    static Cut of(RequestHead head) {
      String[] words = head.target().split("/", -1);
      return new Cut(
          Framing.valueOf(words[1]), Integer.parseInt(words[2]), Ending.valueOf(words[3]));
    }

    String target() {
      return "/" + framing + "/" + at + "/" + ending.name();
    }

    @Override
    public String toString() {
      return "a response framed by "
          + framing
          + " whose server "
          + ending
          + " after "
          + at
          + " of "
          + framing.message.length()
          + " bytes";
    }
  }

  @Requirement(id = "FLT-013", layer = Layer.TRANSPORT, seconds = 120)
  void exchangeThatIsCutAnywhereIsAnError(Rig rig) throws Exception {
    AtomicInteger done = new AtomicInteger();
    FutureTask<?> cutting =
        new FutureTask<>(
            () -> {
              cutResponses(rig, done);
              cutRequests(rig, done);
              return null;
            });
    Thread thread = new Thread(cutting, "tck-cutter");
    thread.setDaemon(true);
    thread.start();
    // Each by itself: it is a hang that is looked for.
    while (!cutting.isDone()) {
      int before = done.get();
      Timing.eventually(
          "the end of the exchange that is cut at the place number " + before,
          () -> done.get() > before || cutting.isDone());
    }
    try {
      cutting.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError told) {
        throw told;
      }
      throw e;
    }
  }

  private void cutResponses(Rig rig, AtomicInteger done) throws IOException {
    RawServer server =
        rig.serve(
            connection -> {
              RequestHead head = connection.readHead();
              if (connection.receive(head).complete()) {
                Cut cut = Cut.of(head);
                connection.send(cut.framing.message.substring(0, cut.at));
                cut.ending.end(connection);
              }
            });
    for (Ending ending : Ending.values()) {
      for (Framing framing : Framing.values()) {
        for (int at = 0; at <= framing.message.length(); at++) {
          if (framing.canBeCut(at, ending)) {
            expectError(rig, server, new Cut(framing, at, ending));
          }
          done.incrementAndGet();
        }
      }
    }
  }

  private void expectError(Rig rig, RawServer server, Cut cut) throws IOException {
    boolean headIsWhole = cut.at >= cut.framing.head.length();
    Response response;
    try {
      response = rig.send(oneShot(server.uri(cut.target())));
    } catch (IOException e) {
      if (headIsWhole && cut.ending == Ending.CLOSE) {
        throw new AssertionError(cut + " must be returned, but threw " + e, e);
      }
      // A reset may overtake what was sent before it.
      expectType(rig, cut.toString(), ConnectionLostException.class, e);
      return;
    }
    try (response) {
      if (!headIsWhole) {
        throw new AssertionError(cut + " must fail, but was returned: " + response.status());
      }
      readCut(rig, cut, response);
    }
  }

  private void readCut(Rig rig, Cut cut, Response response) {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    @Nullable IOException failure = null;
    try {
      response.body().transferTo(seen);
    } catch (IOException e) {
      failure = e;
    }
    String read = seen.toString(StandardCharsets.US_ASCII);
    boolean mayBeWhole = cut.framing.mayBeWhole(cut.at);
    if (failure == null) {
      if (!mayBeWhole || !read.equals(CONTENT)) {
        throw new AssertionError(
            "the body of " + cut + " must fail, but was read to its end: \"" + read + "\"");
      }
      return;
    }
    if (cut.ending == Ending.CLOSE && cut.at == cut.framing.message.length()) {
      throw new AssertionError(
          "the body of " + cut + " must be read, but threw " + failure, failure);
    }
    expectType(rig, "the body of " + cut, TruncatedBodyException.class, failure);
    if (!CONTENT.startsWith(read)) {
      throw new AssertionError(
          "what is read of " + cut + " must be as it was sent, but was \"" + read + "\"");
    }
  }

  /** The bytes of the request that the server reads before it ends the connection. */
  private record RequestCut(int at, Ending ending) {
    void serve(ServerConnection connection) throws IOException {
      connection.readSome(at);
      ending.end(connection);
    }
  }

  private void cutRequests(Rig rig, AtomicInteger done) throws IOException {
    int length = lengthOfRequest(rig);
    // One exchange after the other, so that each connection is that of the cut which is set.
    AtomicReference<RequestCut> next = new AtomicReference<>(new RequestCut(0, Ending.CLOSE));
    RawServer server =
        rig.serve(connection -> Objects.requireNonNull(next.get()).serve(connection));
    for (Ending ending : Ending.values()) {
      for (int at = 0; at <= length; at++) {
        next.set(new RequestCut(at, ending));
        String what = "a request whose server " + ending + " after " + at + " of its bytes";
        // Where nothing was read, the end may come before the client knows that it is connected.
        expectFailure(
            rig,
            what,
            at == 0 ? ExchangeException.class : ConnectionLostException.class,
            () -> rig.send(oneShot(server.uri(TARGET))));
        done.incrementAndGet();
      }
    }
  }

  private int lengthOfRequest(Rig rig) throws IOException {
    AtomicInteger length = new AtomicInteger();
    RawServer server =
        rig.serve(
            connection -> {
              StringBuilder seen = new StringBuilder();
              while (seen.indexOf(LAST_CHUNK) < 0) {
                seen.append((char) (connection.readBytes(1)[0] & 0xff));
              }
              length.set(seen.length());
              connection.send(Reply.OK);
            });
    sendAndExpectOk(rig, oneShot(server.uri(TARGET)));
    return length.get();
  }
}
