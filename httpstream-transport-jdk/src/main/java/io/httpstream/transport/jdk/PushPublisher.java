package io.httpstream.transport.jdk;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A body that is published by the thread that writes it: {@link #publish} waits until the JDK asks
 * for more, so that nothing piles up. Whatever ends the exchange ends the waiting.
 *
 * <p>The body can be written once. The JDK subscribes again when it sends a request again on its
 * own account; that is served if nothing of the body was published, and refused otherwise.
 */
final class PushPublisher implements HttpRequest.BodyPublisher {
  private final long length;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // All guarded by the lock.
  private @Nullable Demand demand;
  private boolean started;
  private boolean completed;
  private int answer;
  private @Nullable Supplier<IOException> failure;

  PushPublisher(long length) {
    this.length = length;
  }

  /** What one subscriber has asked for; of those only the last counts. */
  private final class Demand implements Flow.Subscription {
    final Flow.Subscriber<? super ByteBuffer> subscriber;
    long pending;
    boolean cancelled;

    /**
     * Whether it may be completed. Without demand that would be allowed, but the JDK's subscriber
     * is not fit for use before its {@code subscribe} has returned: it dies of a
     * NullPointerException in Http1Exchange.requestMoreBody (seen on 17.0.15; 25 reads the same; no
     * bug id known). Its first request comes after that.
     */
    boolean ready;

    Demand(Flow.Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long count) {
      boolean late;
      lock.lock();
      try {
        pending += count;
        late = completed && !ready;
        ready = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      if (late) {
        subscriber.onComplete();
      }
    }

    @Override
    public void cancel() {
      // No reason to fail: either the JDK subscribes again, or its future tells why it does not.
      change(() -> cancelled = true);
    }
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    Demand next = new Demand(subscriber);
    boolean refused;
    lock.lock();
    try {
      refused = started;
      if (!refused) {
        demand = next;
      }
    } finally {
      lock.unlock();
    }
    subscriber.onSubscribe(next);
    if (refused) {
      subscriber.onError(
          new IOException("the connection was lost, and the body, partly sent, can't be repeated"));
    }
  }

  /** Waits for the JDK to have a connection, and to want the body. */
  void awaitSubscriber() throws IOException {
    lock.lock();
    try {
      while (demand == null || !demand.ready) {
        checkUseful(demand);
        changed.await();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends bytes: waits until they are wanted, and hands them over. Never call it with none
   * (JDK-8308024).
   */
  void publish(ByteBuffer bytes) throws IOException {
    awaitDemand().onNext(bytes);
  }

  private Flow.Subscriber<? super ByteBuffer> awaitDemand() throws IOException {
    lock.lock();
    try {
      Demand current = demand;
      checkUseful(current);
      while (current == null || current.cancelled || current.pending == 0) {
        changed.await();
        current = demand;
        checkUseful(current);
      }
      if (Thread.currentThread().isInterrupted()) {
        // It must not touch the channel, which would be closed without a reason.
        throw interrupted();
      }
      current.pending--;
      started = true;
      return current.subscriber;
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      lock.unlock();
    }
  }

  /** Throws if there is nothing to wait for any more. */
  private void checkUseful(@Nullable Demand current) throws IOException {
    if (failure != null) {
      throw failure.get();
    }
    if (answer >= 300 || (answer > 0 && current != null && current.cancelled)) {
      throw new IOException("the server answered " + answer + " and takes no more of the body");
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while sending the body");
  }

  /** Finishes the message; now, or when the JDK has subscribed again. */
  void complete() {
    Demand current;
    lock.lock();
    try {
      completed = true;
      current = demand != null && demand.ready ? demand : null;
    } finally {
      lock.unlock();
    }
    if (current != null) {
      current.subscriber.onComplete();
    }
  }

  /** Breaks the message off, so that the server can't take it for complete. */
  void poison(Throwable cause) {
    Demand current;
    lock.lock();
    try {
      started = true;
      current = demand;
    } finally {
      lock.unlock();
    }
    if (current != null) {
      current.subscriber.onError(new IOException("the body is incomplete", cause));
    }
  }

  /** Whether all of the body has been handed over. */
  boolean isCompleted() {
    lock.lock();
    try {
      return completed;
    } finally {
      lock.unlock();
    }
  }

  /** Takes note of the final status, and wakes a writer that waits. */
  void answered(int status) {
    change(() -> answer = status);
  }

  /** Ends all waiting, each time with a new exception: several threads may be told. */
  void fail(Supplier<IOException> reason) {
    change(
        () -> {
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
}
