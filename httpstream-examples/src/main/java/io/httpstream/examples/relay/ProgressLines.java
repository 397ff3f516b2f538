package io.httpstream.examples.relay;

import java.io.PrintStream;
import java.util.Locale;

/** Shows progress where there is no terminal: a line for each tenth. */
final class ProgressLines implements Progress.Display {
  private static final int TENTHS = 10;
  private static final long STEP_OF_UNKNOWN_LENGTH = 100L << 20;

  private final String task;
  private final PrintStream out;
  private long length;
  private long step;
  private long next;

  ProgressLines(String task, PrintStream out) {
    this.task = task;
    this.out = out;
  }

  @Override
  public void begin(long bytes) {
    length = bytes;
    step = bytes < 0 ? STEP_OF_UNKNOWN_LENGTH : Math.max(1, (bytes + TENTHS - 1) / TENTHS);
    next = step;
  }

  @Override
  public void reached(long bytes) {
    // The last byte is a tenth complete even if the length is no multiple of ten.
    if (bytes < next && bytes != length) {
      return;
    }
    String share = length > 0 ? String.format(Locale.ROOT, "%3d %% ", 100 * bytes / length) : "";
    double mebibytes = (double) bytes / (1 << 20);
    out.println(String.format(Locale.ROOT, "%s: %s%.1f MiB", task, share, mebibytes));
    next = (bytes / step + 1) * step;
  }

  @Override
  public void end() {
    // The last line has been printed.
  }
}
