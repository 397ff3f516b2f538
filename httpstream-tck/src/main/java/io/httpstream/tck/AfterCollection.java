package io.httpstream.tck;

import io.httpstream.tck.timing.Timing;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits with the garbage collector's help, without which some backends let go of nothing. */
final class AfterCollection {
  private static final int POLLS = 20;

  private AfterCollection() {}

  /** Waits until a condition holds; the state is told if it does not. */
  static void eventually(String sentence, BooleanSupplier holds, Supplier<?> state) {
    int[] polls = {0};
    try {
      Timing.eventually(
          sentence,
          () -> {
            if (holds.getAsBoolean()) {
              return true;
            }
            if (polls[0]++ % POLLS == 0) {
              System.gc();
            }
            return false;
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + " (" + state.get() + ")", e);
    }
  }
}
