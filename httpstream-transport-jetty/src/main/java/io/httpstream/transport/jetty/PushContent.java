package io.httpstream.transport.jetty;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * A body that is pushed by the thread that writes it: {@link #push} puts the writer's own bytes
 * into a single slot and waits until Jetty has let go of them, which it does when they are in the
 * kernel, or encrypted there. Whatever ends the exchange ends the waiting.
 */
final class PushContent implements Request.Content {
  /** After that it is asked again whether bytes are lost: nobody tells when they are no more. */
  private static final long LOST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final long length;

  /** Whether all that is sent is thrown away, until it is known what has become of the exchange. */
  private final BooleanSupplier lost;

  /** Makes sure that bytes which Jetty still holds are read no more. */
  private final Runnable abandon;

  /** Says what a failure of Jetty's was. */
  private final UnaryOperator<Throwable> explanation;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // All guarded by the lock.
  private Content.@Nullable Chunk slot;
  private boolean held;
  private boolean aborted;
  private boolean unsent;
  private long pushed;
  private boolean completed;
  private int answer;
  private @Nullable Runnable demand;
  private @Nullable Throwable jettyFailure;
  private @Nullable Supplier<IOException> failure;

  PushContent(
      long length, BooleanSupplier lost, Runnable abandon, UnaryOperator<Throwable> explanation) {
    this.length = length;
    this.lost = lost;
    this.abandon = abandon;
    this.explanation = explanation;
  }

  // ---- what the writer calls

  /** Sends bytes; on return they belong to the caller again, and also when this throws. */
  void push(byte[] bytes, int offset, int count) throws IOException {
    put(Content.Chunk.from(ByteBuffer.wrap(bytes, offset, count), false, this::released));
    meetDemand();
    boolean done = false;
    try {
      awaitRelease();
      done = true;
    } finally {
      if (!done) {
        abandon.run();
      }
    }
  }

  private void put(Content.Chunk chunk) throws IOException {
    lock.lock();
    try {
      checkUseful();
      if (Thread.currentThread().isInterrupted()) {
        // It must not touch the channel, which would be closed without a reason.
        throw interrupted();
      }
      slot = chunk;
      held = true;
      pushed += chunk.remaining();
    } finally {
      lock.unlock();
    }
  }

  private void awaitRelease() throws IOException {
    lock.lock();
    try {
      while (held && !isAnswersAffair()) {
        checkUseful();
        changed.await();
      }
      while (failure == null && lost.getAsBoolean()) {
        // A writer who went on would be through with his body before he is told.
        checkUseful();
        long unused = changed.awaitNanos(LOST_NANOS);
      }
      if (failure != null && !isAnswersAffair()) {
        // Released because of that, and not because it was sent.
        throw failure.get();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The last of a declared length is on its way and Jetty has failed: a quick server can have ended
   * the connection before Jetty tells that these bytes were sent. Who waits for the answer is told.
   */
  private boolean isAnswersAffair() {
    return pushed == length && jettyFailure != null && !unsent && !aborted;
  }

  /** Throws if there is nothing to wait for any more. */
  private void checkUseful() throws IOException {
    if (failure != null) {
      throw failure.get();
    }
    if (answer >= 300) {
      throw new IOException("the server answered " + answer + " and needs no more of the body");
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while sending the body");
  }

  /** Finishes the message. */
  void complete() {
    change(() -> completed = true);
    meetDemand();
  }

  // ---- what the exchange calls

  /** Whether all of the body has been handed over. */
  boolean isCompleted() {
    lock.lock();
    try {
      return completed;
    } finally {
      lock.unlock();
    }
  }

  /** Wakes a writer whose bytes nobody needs, without failing the content: Jetty reads on. */
  void answered(int status) {
    change(() -> answer = status);
  }

  /** Ends all waiting, each time with a new exception. */
  void fail(Supplier<IOException> reason) {
    change(
        () -> {
          aborted = true;
          if (failure == null) {
            failure = reason;
          }
        });
  }

  private void change(Runnable action) {
    lock.lock();
    try {
      action.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  // ---- what Jetty calls

  @Override
  public long getLength() {
    return length;
  }

  /** None: Jetty would take that of a content for {@code application/octet-stream}. */
  @Override
  public @Nullable String getContentType() {
    return null;
  }

  @Override
  public Content.@Nullable Chunk read() {
    lock.lock();
    try {
      if (jettyFailure != null) {
        return Content.Chunk.from(jettyFailure, true);
      }
      Content.Chunk next = slot;
      slot = null;
      if (next != null) {
        return next;
      }
      return completed ? Content.Chunk.EOF : null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void demand(Runnable callback) {
    change(() -> demand = callback);
    meetDemand();
  }

  /** Tells Jetty, on this thread and not under the lock, that there is something to read. */
  private void meetDemand() {
    Runnable callback = null;
    lock.lock();
    try {
      if (slot != null || completed || jettyFailure != null) {
        callback = demand;
        demand = null;
      }
    } finally {
      lock.unlock();
    }
    if (callback != null) {
      callback.run();
    }
  }

  private void released() {
    change(() -> held = false);
  }

  /** Jetty has given the request up, or is told to by an abort. */
  @Override
  public void fail(Throwable thrown) {
    change(
        () -> {
          if (jettyFailure == null) {
            jettyFailure = thrown;
          }
          if (failure == null) {
            failure = () -> Failures.beforeResponse(explanation.apply(thrown), null);
          }
          if (slot != null) {
            slot = null;
            held = false;
            unsent = true;
          }
        });
    meetDemand();
  }
}
