package io.httpstream.tck;

import io.httpstream.message.ExchangeCancelledException;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Cancellation;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.timing.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Cancels exchanges at about the time when they come to their end. */
final class CancelRace {
  private static final String TIMES = "httpstream.tck.races";
  private static final int SOME = 1000;
  private static final int MANY = 2000;

  private static final double FIRST_GUESS = 500_000;

  /** How much sooner the next come after one that was late. Two of three are to be late. */
  private static final double STEP = 1.05;

  /** So that a transport that never ends an exchange does not make the race a wait. */
  private static final double LONGEST = 20_000_000;

  /** Between them are exchanges that nobody cancels, and that must not notice. */
  private static final int EACH = 2;

  private final Rig rig;
  private final RawServer server;

  /** In no order, since what is learnt from the last cancels would follow any. */
  private final Random chance = new Random(1);

  /**
   * The longest a cancel waits, in nanoseconds: three times as long as an exchange takes, so that
   * late ones come in all of the next one. One for each place behind an unharmed exchange, whose
   * connection is there already, as a cancelled one's is not.
   */
  private final double[] reach = new double[EACH];

  CancelRace(Rig rig, RawServer server) {
    this.rig = rig;
    this.server = server;
    Arrays.fill(reach, FIRST_GUESS);
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
      int place = i % EACH;
      long delay = (long) (reach[place] * chance.nextDouble());
      Shot shot = new Shot(delay, cancellation);
      Future<?> cancelling = canceller.submit(shot);
      shot.begin();
      boolean late = expectOneOutcome(cancellation);
      reach[place] = late ? reach[place] / STEP : Math.min(reach[place] * STEP * STEP, LONGEST);
      if (place == 0) {
        // At once: the cancel may still be to come.
        expectUnharmed();
      }
      cancelling.get(Timing.patience().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Whether the cancel came too late. */
  private boolean expectOneOutcome(Cancellation cancellation) {
    try {
      String body = body(Draft.get(server.uri("/raced")).cancelledBy(cancellation));
      if (!body.equals("ok")) {
        throw new AssertionError(
            "an exchange that is cancelled while it ends must either fail or have the whole body,"
                + " but it had \""
                + body
                + "\"");
      }
      return true;
    } catch (IOException e) {
      if (!rig.isBare() && !(e instanceof ExchangeCancelledException)) {
        throw new AssertionError(
            "an exchange that is cancelled while it ends must fail with"
                + " ExchangeCancelledException if it fails, but failed with "
                + e,
            e);
      }
      return false;
    }
  }

  private void expectUnharmed() {
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
  }

  private String body(Draft draft) throws IOException {
    try (Response response = rig.send(draft)) {
      return new String(response.body().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /** A cancel from a thread that is awake already: to wake one can take longer than an exchange. */
  private static final class Shot implements Callable<Void> {
    private final long delay;
    private final Cancellation cancellation;
    private final CountDownLatch aimed = new CountDownLatch(1);
    private volatile boolean begun;

    Shot(long delay, Cancellation cancellation) {
      this.delay = delay;
      this.cancellation = cancellation;
    }

    /** The exchange begins now. */
    void begin() throws InterruptedException {
      if (!aimed.await(Timing.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the thread that cancels does not run");
      }
      begun = true;
    }

    @Override
    public Void call() throws InterruptedException {
      aimed.countDown();
      while (!begun) {
        spin();
      }
      for (long end = System.nanoTime() + delay; System.nanoTime() - end < 0; ) {
        spin();
      }
      cancellation.cancel();
      return null;
    }

    private static void spin() throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException("the race was called off");
      }
      Thread.onSpinWait();
    }
  }
}
