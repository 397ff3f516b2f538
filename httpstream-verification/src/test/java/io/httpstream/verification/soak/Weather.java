package io.httpstream.verification.soak;

import io.httpstream.test.proxy.Fault;
import io.httpstream.test.proxy.FaultPlan;
import io.httpstream.test.proxy.FaultPoint;
import java.time.Duration;
import java.util.SplittableRandom;

/** Random faults, the same for the same seed and number of the connection. */
final class Weather {
  /** Longer than the limits of the soak, so that the one or the other of them is run into. */
  private static final Duration STALL = Duration.ofSeconds(3);

  private Weather() {}

  static FaultPlan of(long seed) {
    return connection -> fault(new SplittableRandom(seed * 31 + connection));
  }

  private static Fault fault(SplittableRandom random) {
    Fault fault = Fault.none();
    for (int i = random.nextInt(3); i > 0; i--) {
      FaultPoint side = random.nextBoolean() ? Fault.upstream() : Fault.downstream();
      // As often in the heads as anywhere in the bodies.
      int offset = random.nextBoolean() ? random.nextInt(300) : random.nextInt(2_000_000);
      fault = fault.and(one(side.after(offset), random));
    }
    return fault;
  }

  private static Fault one(FaultPoint point, SplittableRandom random) {
    Duration moment = Duration.ofMillis(random.nextInt(1, 50));
    return switch (random.nextInt(11)) {
      case 0 -> point.reset();
      case 1 -> point.close();
      case 2 -> point.halfClose();
      case 3 -> point.stall(STALL);
      case 4 -> point.timeout(STALL);
      case 5 -> point.resetPeer(moment);
      case 6 -> point.slowClose(moment);
      case 7 -> point.latency(moment, moment);
      case 8 -> point.bandwidth(500_000);
      case 9 -> point.slicer(random.nextInt(100, 10_000), Duration.ofMillis(1));
      default -> point.stall(moment);
    };
  }
}
