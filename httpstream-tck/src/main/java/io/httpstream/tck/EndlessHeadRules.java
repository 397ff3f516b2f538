package io.httpstream.tck;

import io.httpstream.message.ExchangeException;
import io.httpstream.message.ProtocolViolationException;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.flow.KernelBuffers;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.SocketBuffers;
import io.httpstream.tck.timing.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

/** MEM and FLT: what is not the body must be kept, and so must have an end. */
abstract class EndlessHeadRules extends FaultRules {
  private static final SocketBuffers SMALL = new SocketBuffers(64 * 1024, 64 * 1024);

  /** What a server may get rid of: 1 MiB for whoever keeps it, and what is on its way. */
  private static final long BUDGET = KernelBuffers.towardsClient(SMALL.send()) + (1 << 20);

  /**
   * A response that never ends.
   *
   * @param what of it has no end
   * @param begin what comes first
   * @param piece what comes then, again and again
   */
  private record Endless(String what, String begin, String piece) {
    /** Whoever does not care for trailers has all of the body, and need not wait for them. */
    boolean isWhole() {
      return begin.contains("\r\n0\r\n");
    }
  }

  @Requirement(id = "MEM-004", layer = Layer.TRANSPORT)
  void headsWithoutEndAreAnError(Rig rig) throws Exception {
    String head = "HTTP/1.1 200 OK\r\n";
    for (Endless each :
        List.of(
            new Endless("header fields", head, "X-Endless: again and again\r\n"),
            new Endless("one header field's value", head + "X-Endless: ", "again and again "),
            new Endless("one header field's name", head, "again-and-again-"),
            new Endless("a status line", "HTTP/1.1 200 ", "again and again "),
            new Endless("trailers", Reply.CHUNKED + "0\r\n", "X-Endless: again and again\r\n"),
            new Endless("one trailer", Reply.CHUNKED + "0\r\nX-Endless: ", "again and again "),
            new Endless("a chunk's extension", Reply.CHUNKED + "5;a=", "again-and-again-"),
            new Endless("a chunk's size", Reply.CHUNKED, "0"))) {
      expectEnd(rig, each);
    }
  }

  @Requirement(id = "FLT-007", layer = Layer.TRANSPORT, rfc = "RFC 9110, section 15.2")
  void informationalResponsesWithoutEndAreAnError(Rig rig) throws Exception {
    for (String one :
        List.of(
            "HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n",
            "HTTP/1.1 199 Miscellaneous\r\n\r\n")) {
      expectEnd(rig, new Endless("responses of " + one.substring(9, 12), "", one));
    }
  }

  private void expectEnd(Rig rig, Endless endless) throws Exception {
    AtomicLong sent = new AtomicLong();
    byte[] block =
        endless
            .piece
            .repeat(16 * 1024 / endless.piece.length())
            .getBytes(StandardCharsets.US_ASCII);
    RawServer server =
        rig.serve(
            SMALL,
            connection -> {
              if (connection.receive(connection.readHead()).complete()) {
                connection.send(endless.begin);
                try {
                  while (sent.addAndGet(block.length) <= BUDGET) {
                    connection.send(block);
                  }
                } catch (IOException e) {
                  // The client has seen enough.
                }
                rig.over().await();
              }
            });
    for (Draft draft : List.of(Draft.get(server.uri("/get")), oneShot(server.uri("/post")))) {
      sent.set(0);
      String what = "a response that is " + endless.what + " without end";
      FutureTask<?> reading = sendAside(asked -> read(rig, asked), draft);
      Timing.eventually(what + " is an error", () -> reading.isDone() || sent.get() > BUDGET);
      if (!reading.isDone()) {
        throw new AssertionError(
            what + " must be an error before " + BUDGET + " bytes were sent, but was not");
      }
      expectRefused(rig, what, endless.isWhole(), reading);
    }
  }

  private void expectRefused(Rig rig, String what, boolean isWhole, FutureTask<?> reading)
      throws InterruptedException {
    try {
      reading.get();
      if (!isWhole) {
        throw new AssertionError(what + " must be an error, but was read to its end");
      }
    } catch (ExecutionException e) {
      Class<? extends IOException> ofClient =
          isWhole ? ExchangeException.class : ProtocolViolationException.class;
      expectType(rig, what, ofClient, Objects.requireNonNull(e.getCause()));
    }
  }

  private static Response read(Rig rig, Draft draft) throws IOException {
    try (Response response = rig.send(draft)) {
      response.body().readAllBytes();
      return response;
    }
  }
}
