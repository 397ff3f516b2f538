package io.httpstream.test.proxy;

import java.time.Duration;

/** What goes wrong, as data. {@link Pump} does it. */
sealed interface Action {
  record Latency(Duration delay, Duration jitter) implements Action {
    @Override
    public String toString() {
      return jitter.isZero() ? "latency(" + delay + ")" : "latency(" + delay + ", " + jitter + ")";
    }
  }

  record Bandwidth(long bytesPerSecond) implements Action {
    @Override
    public String toString() {
      return "bandwidth(" + bytesPerSecond + ")";
    }
  }

  record Slicer(int size, Duration delay) implements Action {
    @Override
    public String toString() {
      return delay.isZero() ? "slicer(" + size + ")" : "slicer(" + size + ", " + delay + ")";
    }
  }

  record SlowClose(Duration delay) implements Action {
    @Override
    public String toString() {
      return "slowClose(" + delay + ")";
    }
  }

  /** Nothing passes for a while, or for ever if there is no end to it; then something happens. */
  record Stall(Duration time, Then then) implements Action {
    static final Duration FOR_EVER = Duration.ofDays(10_000);

    enum Then {
      GO_ON("stall"),
      CLOSE("timeout"),
      RESET("resetPeer");

      private final String method;

      Then(String method) {
        this.method = method;
      }
    }

    @Override
    public String toString() {
      return then.method + "(" + (time.equals(FOR_EVER) ? "" : time) + ")";
    }
  }

  /** How a connection or one direction of it ends. */
  enum End implements Action {
    RESET("reset()"),
    CLOSE("close()"),
    HALF_CLOSE("halfClose()");

    private final String words;

    End(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
