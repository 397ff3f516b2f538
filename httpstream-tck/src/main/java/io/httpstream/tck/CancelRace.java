package io.httpstream.tck;

import io.httpstream.message.ExchangeCancelledException;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Cancellation;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.timing.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Cancels exchanges at about the time when they come to their end. */
final class CancelRace {
  private static final String TIMES = "httpstream.tck.races";
  private static final int SOME = 1000;
  private static final int MANY = 2000;

  /** The cancels are spread over so many parts of the time that an exchange takes. */
  private static final int SPREAD = 61;

  /** Between them are exchanges that nobody cancels, and that must not notice. */
  private static final int EACH = 2;

  private final Rig rig;
  private final RawServer server;
  private long usual = 200_000;

  CancelRace(Rig rig, RawServer server) {
    this.rig = rig;
    this.server = server;
  }

  /** As often as the property says, else as often as is quick. */
  private int times() {
    String asked = System.getProperty(TIMES, "").strip();
    if (asked.isEmpty()) {
      return rig.isBare() ? SOME : MANY;
    }
    if (!asked.matches("[1-9][0-9]{0,6}")) {
      throw new IllegalStateException(
          TIMES + " must be a number from 1 to 9999999, not \"" + asked + "\"");
    }
    return Integer.parseInt(asked);
  }

  void run() throws Exception {
    int times = times();
    ExecutorService canceller =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "tck-canceller");
              thread.setDaemon(true);
              return thread;
            });
    rig.closing(canceller::shutdownNow);
    for (int i = 0; i < times; i++) {
      Cancellation cancellation = new Cancellation();
      long delay = usual * 3 / 2 * (i % SPREAD) / SPREAD;
      Future<?> cancelling = canceller.submit(() -> cancelAfter(delay, cancellation));
      expectOneOutcome(cancellation);
      if (i % EACH == 0) {
        // At once: the cancel may still be to come.
        expectUnharmed();
      }
      cancelling.get(Timing.patience().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static void cancelAfter(long delay, Cancellation cancellation) {
    long end = System.nanoTime() + delay;
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    cancellation.cancel();
  }

  private void expectOneOutcome(Cancellation cancellation) {
    try {
      String body = body(Draft.get(server.uri("/raced")).cancelledBy(cancellation));
      if (!body.equals("ok")) {
        throw new AssertionError(
            "an exchange that is cancelled while it ends must either fail or have the whole body,"
                + " but it had \""
                + body
                + "\"");
      }
    } catch (IOException e) {
      if (!rig.isBare() && !(e instanceof ExchangeCancelledException)) {
        throw new AssertionError(
            "an exchange that is cancelled while it ends must fail with"
                + " ExchangeCancelledException if it fails, but failed with "
                + e,
            e);
      }
    }
  }

  private void expectUnharmed() {
    long begun = System.nanoTime();
    try {
      String body = body(Draft.get(server.uri("/unharmed")));
      if (!body.equals("ok")) {
        throw new IOException("its body was \"" + body + "\"");
      }
    } catch (IOException e) {
      throw new AssertionError(
          "an exchange that nobody has cancelled must not be harmed by the late cancel of another,"
              + " but failed: "
              + e,
          e);
    }
    usual = (usual * 7 + Math.min(System.nanoTime() - begun, 10_000_000)) / 8;
  }

  private String body(Draft draft) throws IOException {
    try (Response response = rig.send(draft)) {
      return new String(response.body().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
