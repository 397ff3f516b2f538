package io.httpstream.tck.timing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The one knob for slow machines: the system property {@code httpstream.tck.timeScale}, a factor
 * for every wait.
 */
public final class Timing {
  /** How long something that must happen may take, before scaling. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(5);

  private Timing() {}

  /**
   * How long a case waits for what must happen.
   *
   * @return ten seconds, scaled
   */
  public static Duration patience() {
    return scaled(PATIENCE);
  }

  /**
   * Scales a duration.
   *
   * @param duration as it is on a usual machine
   * @return as it is on this one
   */
  public static Duration scaled(Duration duration) {
    return Duration.ofNanos((long) (duration.toNanos() * scale()));
  }

  private static double scale() {
    String value = System.getProperty("httpstream.tck.timeScale", "1");
    try {
      double scale = Double.parseDouble(value);
      if (scale > 0 && scale <= 1000) {
        return scale;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalStateException(
        "httpstream.tck.timeScale must be a factor between 0 and 1000, not \"" + value + "\"");
  }

  /**
   * Polls until a condition holds.
   *
   * @param sentence what is waited for, told when it does not happen
   * @param condition asked again and again
   */
  public static void eventually(String sentence, BooleanSupplier condition) {
    long end = System.nanoTime() + patience().toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            "within " + patience().toSeconds() + " s this did not happen: " + sentence);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the case was interrupted while it waited", e);
    }
  }
}
