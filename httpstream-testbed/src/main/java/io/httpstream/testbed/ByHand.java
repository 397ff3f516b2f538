package io.httpstream.testbed;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call that a test makes by hand, in a thread of its own, as it may never return. */
public final class ByHand<T> {
  private static final long A_MOMENT_MILLIS = 300;

  private final CompletableFuture<T> outcome = new CompletableFuture<>();
  private final Thread thread;

  private ByHand(Callable<T> call) {
    thread = new Thread(() -> run(call), "by-hand");
    thread.setDaemon(true);
  }

  public static <T> ByHand<T> start(Callable<T> call) {
    ByHand<T> started = new ByHand<>(call);
    started.thread.start();
    return started;
  }

  private void run(Callable<T> call) {
    try {
      outcome.complete(call.call());
    } catch (Throwable e) {
      outcome.completeExceptionally(e);
    }
  }

  public void interrupt() {
    thread.interrupt();
  }

  /** Waits until it is in a write that the peer's full buffers hold up. */
  public void awaitBlockedWrite() throws InterruptedException {
    for (int looks = 0; looks < 5; looks = isBlockedInWrite() ? looks + 1 : 0) {
      Thread.sleep(20);
    }
  }

  private boolean isBlockedInWrite() {
    StackTraceElement[] frames = thread.getStackTrace();
    return frames.length > 0
        && frames[0].isNativeMethod()
        && Arrays.stream(frames).anyMatch(frame -> frame.getMethodName().equals("implWrite"));
  }

  /** Whether it is still at it after a moment, in which it had nothing left to wait for. */
  public boolean hangs() throws InterruptedException {
    try {
      outcome.get(A_MOMENT_MILLIS, TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException e) {
      return true;
    } catch (ExecutionException e) {
      return false;
    }
  }

  /** Waits for what the call returns, or throws what it throws. */
  public T result() throws IOException {
    try {
      return outcome.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new AssertionError("the call failed", e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("the call has not come to its end", e);
    }
  }
}
