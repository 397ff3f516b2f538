package io.httpstream.examples.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicBoolean;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows progress as a bar. */
final class ProgressOnTerminal implements Progress.Display {
  private static final int WIDTH = 79;
  private static final int INTERVAL_MILLIS = 100;
  private static final long MEBIBYTE = 1 << 20;

  private final String task;
  private final PrintStream out;
  private @Nullable ProgressBar bar;
  private @Nullable Line line;

  ProgressOnTerminal(String task, PrintStream out) {
    this.task = task;
    this.out = out;
    startThread();
  }

  /** The library's thread is not the relay's; once there, the relay is not charged with it. */
  private void startThread() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    builder().setConsumer(new Line(nowhere)).build().close();
  }

  private ProgressBarBuilder builder() {
    return ProgressBar.builder()
        .setTaskName(task)
        .setUnit(" MiB", MEBIBYTE)
        .setStyle(style())
        .setUpdateIntervalMillis(INTERVAL_MILLIS)
        .showSpeed();
  }

  private static ProgressBarStyle style() {
    // From JDK 19 on this property has what a terminal takes; before, the default is that.
    String charset = System.getProperty("stderr.encoding", Charset.defaultCharset().name());
    return charset.equalsIgnoreCase("UTF-8")
        ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
        : ProgressBarStyle.ASCII;
  }

  @Override
  public void begin(long length) {
    line = new Line(out);
    bar = builder().setInitialMax(length).setConsumer(line).build();
  }

  @Override
  public void reached(long bytes) {
    if (bar != null) {
      bar.stepTo(bytes);
    }
  }

  @Override
  public void end() {
    if (bar != null && line != null) {
      bar.close();
      line.close();
    }
  }

  /**
   * The line that the bar is drawn on. Given one, the library asks no native code for the
   * terminal's width. A bar that is closed before it was first drawn does not end its line, so it
   * is ended here.
   */
  private static final class Line extends ConsoleProgressBarConsumer {
    private final AtomicBoolean closed = new AtomicBoolean();

    Line(PrintStream out) {
      super(out, WIDTH);
    }

    @Override
    public void close() {
      if (!closed.getAndSet(true)) {
        super.close();
      }
    }
  }
}
