package io.httpstream.transport.jetty;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * The response's body as a stream. One chunk of Jetty's, 16 KiB at most, is read ahead; no more is
 * asked for before all of it is read.
 *
 * <p>Jetty's source is only ever read in the callback that it makes one after the other: read from
 * another thread while an abort disposes of it, a pooled buffer could be given back twice.
 *
 * <p>Read by one thread; closed, aborted and fed by any.
 */
final class BodyStream extends InputStream {
  private final Executor receiving;
  private final Runnable onInterrupt;
  private final Runnable onClose;

  private final Runnable onAvailable =
      Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::arrive);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // All guarded by the lock.
  private Content.@Nullable Source source;
  private Content.@Nullable Chunk arrived;
  private boolean asked;
  private boolean ended;
  private @Nullable Throwable failure;
  private @Nullable Supplier<IOException> closed;

  /**
   * A body that is empty so far.
   *
   * @param receiving has one thread at a time in Jetty's source
   * @param onInterrupt ends the exchange, unless it is over; {@code onClose} likewise
   */
  BodyStream(Executor receiving, Runnable onInterrupt, Runnable onClose) {
    this.receiving = receiving;
    this.onInterrupt = onInterrupt;
    this.onClose = onClose;
  }

  // ---- what Jetty calls

  /**
   * The body begins. Asks for its first chunk, so that an empty body ends without being read; but
   * only when Jetty has left the reading of the head: what fails within it would have Jetty go on
   * with a buffer that is no longer its own.
   */
  void attach(Content.Source given, Executor afterHead) {
    change(
        () -> {
          source = given;
          asked = true;
        });
    afterHead.execute(() -> given.demand(onAvailable));
  }

  private void arrive() {
    Content.Source from = Objects.requireNonNull(source);
    while (true) {
      Content.Chunk chunk = from.read();
      if (chunk == null) {
        from.demand(onAvailable);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        // Told by the exchange, which knows more about it.
        return;
      }
      if (chunk.hasRemaining()) {
        keep(chunk);
        return;
      }
      chunk.release();
      if (chunk.isLast()) {
        // Not the end yet: that comes when the connection is free for the next exchange.
        return;
      }
    }
  }

  private void keep(Content.Chunk chunk) {
    change(
        () -> {
          if (closed != null) {
            chunk.release();
          } else {
            asked = chunk.isLast();
            arrived = chunk;
          }
        });
  }

  void fail(Throwable thrown) {
    change(
        () -> {
          if (!ended && failure == null) {
            failure = thrown;
          }
        });
  }

  /** All of the body has been handed over. */
  void end() {
    change(
        () -> {
          if (failure == null) {
            ended = true;
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
      while (arrived == null) {
        checkOpen();
        if (failure != null) {
          throw Failures.inBody(failure);
        }
        if (ended) {
          return -1;
        }
        if (Thread.currentThread().isInterrupted()) {
          // It must not touch the channel, which would be closed without a reason.
          throw new InterruptedException();
        }
        if (source != null && !asked) {
          ask(source);
        } else {
          changed.await();
        }
      }
      return take(arrived, target, offset, length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    // Not under the lock: it ends the exchange, which takes locks of Jetty's.
    onInterrupt.run();
    throw new InterruptedIOException("interrupted while reading the response");
  }

  private int take(Content.Chunk chunk, byte[] target, int offset, int length) {
    int taken = chunk.get(target, offset, length);
    if (!chunk.hasRemaining()) {
      arrived = null;
      chunk.release();
    }
    return taken;
  }

  private void ask(Content.Source from) {
    asked = true;
    // Not under the lock: Jetty reads from the socket here, and calls back before this returns.
    lock.unlock();
    try {
      receiving.execute(() -> from.demand(onAvailable));
    } finally {
      lock.lock();
    }
  }

  private void checkOpen() throws IOException {
    if (closed != null) {
      throw closed.get();
    }
  }

  @Override
  public int available() throws IOException {
    lock.lock();
    try {
      checkOpen();
      return arrived == null ? 0 : arrived.remaining();
    } finally {
      lock.unlock();
    }
  }

  /** Before the end of the body this closes the connection, and never blocks. */
  @Override
  public void close() {
    abort(BodyStream::isClosed);
    onClose.run();
  }

  private static IOException isClosed() {
    return new IOException("the response's body is closed");
  }

  /** Closes with a reason that a blocked or later read tells. */
  void abort(Supplier<IOException> reason) {
    change(
        () -> {
          if (closed == null) {
            closed = reason;
            if (arrived != null) {
              arrived.release();
              arrived = null;
            }
          }
        });
  }
}
