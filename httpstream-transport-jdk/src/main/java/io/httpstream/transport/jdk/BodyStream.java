package io.httpstream.transport.jdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The response's body as a stream. What the JDK hands over in one go, a buffer of 16 KiB, is read
 * ahead; no more is asked for before all of it is read.
 *
 * <p>Read by one thread; closed, aborted and fed by any.
 */
final class BodyStream extends InputStream implements HttpResponse.BodySubscriber<BodyStream> {
  private final Runnable onInterrupt;
  private volatile Supplier<CompletionStage<?>> proof =
      () -> CompletableFuture.completedStage(null);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // All guarded by the lock.
  private final Deque<ByteBuffer> arrived = new ArrayDeque<>();
  private Flow.@Nullable Subscription subscription;
  private boolean asked;
  private boolean ended;
  private @Nullable Throwable failure;
  private @Nullable IOException closed;

  /** An interrupt ends the reading, and with it the exchange. */
  BodyStream(Runnable onInterrupt) {
    this.onInterrupt = onInterrupt;
  }

  /** The end that the JDK tells is one only if this, asked for then, says so by not failing. */
  void endsIf(Supplier<CompletionStage<?>> proof) {
    this.proof = proof;
  }

  // ---- what the JDK calls

  /** The response is there before its body is: the stream is at once. */
  @Override
  public CompletionStage<BodyStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    boolean wanted;
    lock.lock();
    try {
      wanted = closed == null;
      asked = wanted;
      subscription = given;
    } finally {
      lock.unlock();
    }
    if (wanted) {
      given.request(1);
    } else {
      given.cancel();
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    lock.lock();
    try {
      asked = false;
      if (closed == null) {
        buffers.stream().filter(ByteBuffer::hasRemaining).forEach(arrived::add);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onError(Throwable thrown) {
    lock.lock();
    try {
      if (!ended && failure == null) {
        failure = thrown;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onComplete() {
    CompletionStage<?> unused =
        proof
            .get()
            .whenComplete(
                (whole, failure) -> {
                  if (failure == null) {
                    end();
                  } else {
                    onError(failure);
                  }
                });
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  // ---- what the reader calls

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    lock.lock();
    try {
      while (arrived.isEmpty()) {
        checkOpen();
        if (failure != null) {
          throw Failures.inBody(Failures.unwrap(failure));
        }
        if (ended) {
          return -1;
        }
        if (Thread.currentThread().isInterrupted()) {
          // It must not touch the channel, which would be closed without a reason.
          throw new InterruptedException();
        }
        if (subscription != null && !asked) {
          ask(subscription);
        } else {
          changed.await();
        }
      }
      return take(target, offset, length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    // Not under the lock: it ends the exchange, which takes locks of the JDK.
    onInterrupt.run();
    throw new InterruptedIOException("interrupted while reading the response");
  }

  private int take(byte[] target, int offset, int length) {
    int taken = 0;
    ByteBuffer next;
    while (taken < length && (next = arrived.peek()) != null) {
      int part = Math.min(length - taken, next.remaining());
      next.get(target, offset + taken, part);
      taken += part;
      if (!next.hasRemaining()) {
        arrived.remove();
      }
    }
    return taken;
  }

  private void ask(Flow.Subscription source) {
    asked = true;
    // Not under the lock: the JDK may hand over bytes before this returns, from whatever thread.
    lock.unlock();
    try {
      source.request(1);
    } finally {
      lock.lock();
    }
  }

  private void checkOpen() throws IOException {
    if (closed != null) {
      throw new IOException(closed.getMessage(), closed.getCause());
    }
  }

  @Override
  public int available() throws IOException {
    lock.lock();
    try {
      checkOpen();
      return arrived.stream().mapToInt(ByteBuffer::remaining).sum();
    } finally {
      lock.unlock();
    }
  }

  /** Before the end of the body this closes the connection, and never blocks. */
  @Override
  public void close() {
    abort(new IOException("the response's body is closed"));
  }

  /** Closes with a reason that a blocked or later read tells. */
  void abort(IOException reason) {
    Flow.Subscription unfinished;
    lock.lock();
    try {
      if (closed != null) {
        return;
      }
      closed = reason;
      arrived.clear();
      unfinished = ended || failure != null ? null : subscription;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (unfinished != null) {
      unfinished.cancel();
    }
  }
}
