package io.httpstream.verification.parity;

import static io.httpstream.test.proxy.Fault.downstream;
import static io.httpstream.test.proxy.Fault.none;
import static io.httpstream.test.proxy.Fault.upstream;

import io.httpstream.message.Limit;
import io.httpstream.test.proxy.Fault;
import io.httpstream.verification.parity.Answer.Framing;
import io.httpstream.verification.parity.Answer.Manners;
import io.httpstream.verification.parity.Ask.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The table. */
final class Rows {
  private static final int SHORT = 250;
  private static final Answer OK = Answer.ok(Framing.LENGTH, 1_000);
  private static final Ask GET = Ask.of("GET", Body.NONE);
  private static final Ask POST = Ask.of("POST", Body.SMALL_ONE_SHOT);
  private static final Ask POST_AGAIN = Ask.of("POST", Body.SMALL_REPLAYABLE);
  private static final Ask PUT_AGAIN = Ask.of("PUT", Body.DECLARED_REPLAYABLE);
  private static final Ask PUT = Ask.of("PUT", Body.SMALL_ONE_SHOT);
  private static final Ask UPLOAD = Ask.of("POST", Body.ENDLESS_ONE_SHOT);
  private static final Ask UPLOAD_AGAIN = Ask.of("PUT", Body.ENDLESS_REPLAYABLE);
  private static final Ask UPLOAD_DECLARED = Ask.of("POST", Body.ENDLESS_DECLARED);

  private final List<Row> rows = new ArrayList<>();

  private Rows() {
    connecting();
    handshaking();
    awaiting();
    reading();
    slow();
    limits();
    writing();
    early();
  }

  static List<Row> all() {
    return new Rows().rows;
  }

  private void row(Ask ask, Answer answer, Fault fault, String outcome) {
    rows.add(Row.of(ask, answer, fault, outcome));
  }

  /** Some are also for what comes before that which is looked at, on a busy machine too. */
  private void limited(Ask ask, Answer answer, Fault fault, Limit limit, String outcome) {
    boolean early = limit == Limit.TOTAL || limit == Limit.READ_IDLE;
    rows.add(Row.of(ask, answer, fault, outcome).limit(limit, early ? 4 * SHORT : SHORT));
  }

  private void connecting() {
    String refused = "ConnectFailedException CONNECTING safe";
    for (Ask ask : List.of(GET, POST, POST_AGAIN, PUT_AGAIN, GET.overTls())) {
      row(ask, Answer.nobody(), none(), refused);
    }
  }

  private void handshaking() {
    Ask tls = GET.overTls();
    row(tls, OK, none(), "200 1000 bytes");
    row(tls, OK, upstream().before(0).reset(), "TlsFailedException HANDSHAKING safe");
    row(tls, OK, downstream().before(0).reset(), "TlsFailedException HANDSHAKING safe");
    row(tls, OK, downstream().before(0).close(), "TlsFailedException HANDSHAKING safe");
    row(tls, OK, downstream().after(10).close(), "TlsFailedException HANDSHAKING safe");
    row(POST.overTls(), OK, downstream().after(10).reset(), "TlsFailedException HANDSHAKING safe");
    row(POST.overTls(), OK, none(), "200 1000 bytes");
    String late = "ExchangeTimeoutException HANDSHAKING CONNECT safe";
    String untold = "it does not tell when it is connected and the handshake begins";
    rows.add(
        Row.of(POST.overTls(), OK, upstream().after(10).stall(), late)
            .limit(Limit.CONNECT, 4 * SHORT)
            .but("jdk", "ExchangeTimeoutException CONNECTING CONNECT safe", untold));
    // Of a request without a body it does not even tell when it has left.
    rows.add(
        Row.of(tls, OK, downstream().stall(), late)
            .limit(Limit.CONNECT, 4 * SHORT)
            .limit(Limit.RESPONSE_HEADERS, 4 * SHORT)
            .but("jdk", "ExchangeTimeoutException AWAITING RESPONSE_HEADERS safe", untold));
  }

  private void awaiting() {
    List<Fault> losses =
        List.of(
            downstream().before(0).reset(),
            downstream().before(0).close(),
            downstream().after(20).reset(),
            downstream().after(20).close(),
            downstream().after(OK.head() - 1).close());
    for (Fault loss : losses) {
      row(GET, OK, loss, "ConnectionLostException AWAITING safe");
      row(POST, OK, loss, "ConnectionLostException AWAITING unsafe");
      row(POST_AGAIN, OK, loss, "ConnectionLostException AWAITING unsafe");
      row(PUT, OK, loss, "ConnectionLostException AWAITING unsafe");
      row(PUT_AGAIN, OK, loss, "ConnectionLostException AWAITING safe");
    }
    Ask head = Ask.of("HEAD", Body.NONE);
    row(head, OK, downstream().before(0).close(), "ConnectionLostException AWAITING safe");
  }

  private void reading() {
    for (Framing framing : Framing.values()) {
      Answer answer = Answer.ok(framing, 1_000);
      int middle = answer.contentAt(550);
      String cut = "200 550 bytes, then TruncatedBodyException READING safe";
      row(GET, answer, downstream().after(middle).reset(), cut);
      row(
          GET,
          answer,
          downstream().after(middle).close(),
          framing == Framing.CLOSE ? "200 550 bytes" : cut);
      row(
          POST,
          answer,
          downstream().after(middle).reset(),
          "200 550 bytes, then TruncatedBodyException READING unsafe");
      row(
          GET,
          answer,
          downstream().after(answer.head()).reset(),
          "200 0 bytes, then TruncatedBodyException READING safe");
    }
    Answer chunked = Answer.ok(Framing.CHUNKED, 1_000);
    int start = chunked.contentAt(500);
    for (int at : List.of(start - 1, start - 3, start - 4, start - 5)) {
      String cut = "200 500 bytes, then TruncatedBodyException READING safe";
      row(GET, chunked, downstream().after(at).close(), cut);
      row(GET, chunked, downstream().after(at).reset(), cut);
    }
    String whole = "200 1000 bytes, then TruncatedBodyException READING safe";
    for (int back = 1; back <= 5; back++) {
      row(GET, chunked, downstream().after(chunked.wire() - back).close(), whole);
    }
    row(GET, chunked, downstream().after(chunked.wire()).close(), "200 1000 bytes");
    row(GET, chunked, downstream().after(chunked.wire()).reset(), "200 1000 bytes");
    Answer large = Answer.ok(Framing.LENGTH, 1_000_000);
    for (Fault end :
        List.of(
            downstream().after(large.contentAt(600_000)).reset(),
            downstream().after(large.contentAt(600_000)).close())) {
      row(GET, large, end, "200 600000 bytes, then TruncatedBodyException READING safe");
    }
    row(
        GET,
        large,
        downstream().after(large.contentAt(100)).halfClose(),
        "200 100 bytes, then TruncatedBodyException READING safe");
  }

  private void slow() {
    Duration moment = Duration.ofMillis(1);
    for (Framing framing : Framing.values()) {
      Answer answer = Answer.ok(framing, 100);
      row(GET, answer, downstream().slicer(1, moment), "200 100 bytes");
    }
    row(POST, OK, upstream().slicer(7, moment), "200 1000 bytes");
    row(
        PUT_AGAIN,
        OK,
        upstream().latency(moment).and(downstream().latency(moment)),
        "200 1000 bytes");
    row(GET, OK, downstream().bandwidth(20_000), "200 1000 bytes");
    row(POST, OK, downstream().slowClose(moment), "200 1000 bytes");
    row(GET, OK, downstream().after(30).stall(Duration.ofMillis(50)), "200 1000 bytes");
  }

  private void limits() {
    Limit headers = Limit.RESPONSE_HEADERS;
    String late = "ExchangeTimeoutException AWAITING RESPONSE_HEADERS";
    limited(GET, Answer.silence(), none(), headers, late + " safe");
    limited(POST, Answer.silence(), none(), headers, late + " unsafe");
    limited(PUT_AGAIN, Answer.silence(), none(), headers, late + " safe");
    limited(GET, OK, downstream().after(20).stall(), headers, late + " safe");
    limited(POST, OK, upstream().after(10).stall(), headers, late + " unsafe");
    for (Framing framing : Framing.values()) {
      Answer answer = Answer.ok(framing, 1_000);
      limited(
          GET,
          answer,
          downstream().after(answer.contentAt(550)).stall(),
          Limit.READ_IDLE,
          "200 550 bytes, then ExchangeTimeoutException READING READ_IDLE safe");
    }
    String stalled = "ExchangeTimeoutException WRITING WRITE_STALL";
    limited(UPLOAD, OK, upstream().after(1_000).stall(), Limit.WRITE_STALL, stalled + " unsafe");
    limited(
        UPLOAD_AGAIN, OK, upstream().after(1_000).stall(), Limit.WRITE_STALL, stalled + " safe");
    limited(
        UPLOAD_DECLARED,
        OK,
        upstream().after(1_000).stall(),
        Limit.WRITE_STALL,
        stalled + " unsafe");
    limited(
        Ask.of("POST", Body.IDLE),
        OK,
        none(),
        Limit.PRODUCER_IDLE,
        "ExchangeTimeoutException WRITING PRODUCER_IDLE unsafe");
    limited(
        UPLOAD,
        OK,
        upstream().bandwidth(100_000),
        Limit.TOTAL,
        "ExchangeTimeoutException WRITING TOTAL unsafe");
    limited(
        GET,
        OK,
        downstream().slicer(1, Duration.ofMillis(50)),
        Limit.TOTAL,
        "ExchangeTimeoutException AWAITING TOTAL safe");
    limited(
        GET,
        OK,
        downstream().after(OK.head()).slicer(1, Duration.ofMillis(20)),
        Limit.TOTAL,
        "200 some bytes, then ExchangeTimeoutException READING TOTAL safe");
  }

  private void writing() {
    for (Fault end :
        List.of(upstream().after(300_000).reset(), upstream().after(300_000).close())) {
      row(UPLOAD, OK, end, "ConnectionLostException WRITING unsafe");
      row(UPLOAD_AGAIN, OK, end, "ConnectionLostException WRITING safe");
      row(UPLOAD_DECLARED, OK, end, "ConnectionLostException WRITING unsafe");
    }
    row(
        UPLOAD,
        OK,
        upstream().after(300_000).halfClose(),
        "ConnectionLostException WRITING unsafe");
    row(
        UPLOAD,
        OK,
        upstream().after(300_000).resetPeer(Duration.ofMillis(100)),
        "ConnectionLostException WRITING unsafe");
    row(
        UPLOAD,
        OK,
        upstream().after(300_000).timeout(Duration.ofMillis(100)),
        "ConnectionLostException WRITING unsafe");
  }

  private void early() {
    Fault slow = downstream().latency(Duration.ofMillis(20));
    Answer answer = Answer.early(Manners.ANSWERS_EARLY);
    Fault cut = downstream().after(answer.contentAt(50)).halfClose();
    String truncated = "413 50 bytes, then TruncatedBodyException READING ";
    for (Ask ask : List.of(UPLOAD, UPLOAD_AGAIN, UPLOAD_DECLARED)) {
      String retry = ask.equals(UPLOAD_AGAIN) ? "safe" : "unsafe";
      early(ask, answer, none(), "413 100 bytes", retry);
      early(ask, answer, slow, "413 100 bytes", retry);
      early(ask, answer, downstream().slicer(1), "413 100 bytes", retry);
      early(ask, answer, cut, truncated + retry, retry);
      Answer closing = Answer.early(Manners.ANSWERS_EARLY_AND_CLOSES);
      early(ask, closing, none(), "413 100 bytes", retry);
    }
  }

  /** The JDK reads a response only when the request is written: JDK-8350451. */
  private void early(Ask ask, Answer answer, Fault fault, String outcome, String retry) {
    rows.add(
        Row.of(ask, answer, fault, outcome)
            .limit(Limit.WRITE_STALL, 2 * SHORT)
            .but(
                "jdk",
                "ExchangeTimeoutException WRITING WRITE_STALL " + retry,
                "JDK-8350451: it reads the response when the request is written, or never"));
  }
}
