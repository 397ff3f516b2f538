package io.httpstream.verification.soak;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.ExchangeException;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.Scope;
import io.httpstream.tck.memory.Checksum;
import io.httpstream.tck.payload.Payload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends one request after the other, of a kind and size that are drawn by lot. */
final class Caller {
  static final String SUCCESS = "success";

  /** Some are less than a buffer, most are not. Even ones are chunked by the server. */
  private static final int[] SIZES = {0, 1, 1_000, 65_535, 65_536, 300_000, 1_000_001, 2_000_000};

  /** Of each size: a hash of what is right is taken once. */
  private static final Checksum[] RIGHT = new Checksum[SIZES.length];

  static {
    for (int i = 0; i < SIZES.length; i++) {
      try {
        RIGHT[i] = Checksum.of(Payload.stream(SIZES[i]), Long.MAX_VALUE);
      } catch (IOException e) {
        throw new AssertionError("a payload can't fail", e);
      }
    }
  }

  private final HttpStreamClient http;
  private final ScheduledExecutorService clock;
  private final Tally tally;
  private final SplittableRandom random;

  Caller(HttpStreamClient http, ScheduledExecutorService clock, Tally tally, long seed) {
    this.http = http;
    this.clock = clock;
    this.tally = tally;
    this.random = new SplittableRandom(seed);
  }

  void runUntil(long end) {
    while (System.nanoTime() - end < 0) {
      one();
    }
  }

  /** One exchange, which must come to one outcome. */
  void one() {
    tally.started();
    String outcome;
    try {
      outcome = exchange();
    } catch (ExchangeException e) {
      outcome = e.getClass().getSimpleName() + " " + e.phase();
    } catch (Throwable e) {
      tally.wrong(new AssertionError("not a failure of the API: " + e, e));
      outcome = "wrong";
    }
    tally.ended(outcome);
  }

  private String exchange() throws IOException {
    int size = random.nextInt(SIZES.length);
    return switch (random.nextInt(8)) {
      case 0, 1 -> download(size);
      case 2, 3 -> upload(size, RequestBody.writer(out -> Payload.writeTo(out, SIZES[size])));
      case 4, 5 -> uploadOfSource(size);
      case 6 -> random.nextBoolean() ? cancelled(size) : refused();
      default -> abandoned(size);
    };
  }

  private String download(int size) throws IOException {
    try (Response response = http.get("/down/" + SIZES[size]).send()) {
      check("a download", RIGHT[size], Checksum.of(response.body(), Long.MAX_VALUE));
      return SUCCESS;
    }
  }

  private String upload(int size, RequestBody body) throws IOException {
    try (Response response = http.post("/up").body(body).send()) {
      check("an upload", RIGHT[size], response.text());
      return SUCCESS;
    }
  }

  private String uploadOfSource(int size) throws IOException {
    AtomicInteger closed = new AtomicInteger();
    InputStream source =
        new FilterInputStream(Payload.stream(SIZES[size])) {
          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };
    RequestBody body = RequestBody.stream(source);
    try {
      return upload(size, random.nextBoolean() ? body.length(SIZES[size]) : body);
    } finally {
      check("how often a source is closed", 1, closed.get());
    }
  }

  private String cancelled(int size) throws IOException {
    Scope scope = Scope.create();
    Future<?> cancelling =
        clock.schedule(() -> scope.cancel("drawn"), random.nextInt(100), TimeUnit.MILLISECONDS);
    try (Response response = http.get("/down/" + SIZES[size]).scope(scope).send()) {
      check("a download", RIGHT[size], Checksum.of(response.body(), Long.MAX_VALUE));
      return SUCCESS;
    } finally {
      cancelling.cancel(false);
    }
  }

  private String refused() throws IOException {
    RequestBody body = RequestBody.writer(out -> Payload.writeTo(out, 50_000_000));
    try (Response response = http.post("/refuse").body(body).send()) {
      check("the status", 413, response.status());
      check("the refusal", "long", response.text());
      return "refused";
    }
  }

  private String abandoned(int size) throws IOException {
    try (Response response = http.get("/down/" + SIZES[size]).send()) {
      response.body().readNBytes(random.nextInt(100_000));
      return "abandoned";
    }
  }

  private void check(String what, Object right, Object seen) {
    if (!right.toString().equals(seen.toString())) {
      tally.wrong(new AssertionError(what + " must be " + right + ", but was " + seen));
    }
  }
}
