package io.httpstream.guard;

import io.httpstream.message.ExchangeCancelledException;
import io.httpstream.message.Limit;
import io.httpstream.message.Response;
import io.httpstream.stream.TransferOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A response's body: a failure stays a failure however often it is read, the end stays the end, and
 * closing takes a bounded time.
 */
final class GuardedBody extends InputStream {
  /** What is left of a body is worth reading, to keep its connection, up to so much and so long. */
  private static final int DRAIN_BYTES = 64 * 1024;

  private static final Duration DRAIN_TIME = Duration.ofMillis(100);

  private final Exchange exchange;
  private final InputStream body;
  private final LimitTimer timer;
  private final long length;
  private final AtomicBoolean reading = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable IOException failure;
  private volatile boolean ended;
  private long received;

  GuardedBody(Exchange exchange, Response response, LimitTimer timer) {
    this.exchange = exchange;
    this.body = response.body();
    this.timer = timer;
    this.length = response.bodyLength();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int wanted) throws IOException {
    Objects.checkFromIndexSize(offset, wanted, bytes.length);
    checkOpen();
    if (ended) {
      return -1;
    }
    // Some backends block in a read of no bytes.
    if (wanted == 0) {
      return 0;
    }
    if (!reading.compareAndSet(false, true)) {
      // Perhaps it is who closes it, and reads the rest.
      checkOpen();
      throw new IllegalStateException("another thread is reading this body");
    }
    try {
      return readGuarded(bytes, offset, wanted);
    } catch (Throwable e) {
      throw failed(e);
    } finally {
      reading.set(false);
    }
  }

  private int readGuarded(byte[] bytes, int offset, int wanted) throws IOException {
    exchange.rethrowFailure();
    exchange.enterTransport();
    exchange.deadlines().enter(Limit.READ_IDLE);
    int count;
    try {
      count = body.read(bytes, offset, wanted);
    } finally {
      exchange.deadlines().leave();
      exchange.leaveTransport();
    }
    if (count >= 0) {
      received += count;
      exchange.received(received);
      return count;
    }
    if (length >= 0 && received < length) {
      throw new EOFException("it ended after " + received + " of " + length + " bytes");
    }
    exchange.rethrowFailure();
    ended = true;
    exchange.end();
    return -1;
  }

  private IOException failed(Throwable thrown) {
    IOException seen = exchange.fail(thrown);
    failure = seen;
    return seen;
  }

  private void checkOpen() throws IOException {
    if (closed.get()) {
      throw new IOException("the response is closed");
    }
    IOException earlier = failure;
    if (earlier != null) {
      throw earlier;
    }
  }

  @Override
  public int available() throws IOException {
    checkOpen();
    return ended ? 0 : body.available();
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    return TransferOutputStream.copy(this, out, Long.MAX_VALUE);
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    // It takes a bounded time anyhow, and what a backend makes of the flag is its own affair.
    boolean interrupted = Thread.interrupted();
    try {
      if (!ended && !exchange.hasFailed()) {
        closeUnread();
      }
    } finally {
      exchange.end();
      exchange.settle();
      closeQuietly();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void closeUnread() {
    if (!reading.compareAndSet(false, true)) {
      exchange.cancel("the response was closed while another thread was reading it");
    } else if (!drained()) {
      exchange.kill(
          new ExchangeCancelledException("closed before its end", exchange.details(), null));
    }
  }

  /** Reads the rest if that is little and quick. False if the connection is better given up. */
  private boolean drained() {
    if (length - received > DRAIN_BYTES) {
      return false;
    }
    exchange.deadlines().enter(Limit.READ_IDLE, DRAIN_TIME);
    timer.quicken(DRAIN_TIME.toNanos());
    byte[] rest = new byte[4096];
    try {
      for (int left = DRAIN_BYTES; left > 0; ) {
        int count = body.read(rest);
        if (count < 0) {
          return true;
        }
        left -= count;
      }
      return false;
    } catch (IOException | RuntimeException e) {
      // Nobody waits for these bytes any more, and the connection is dropped either way.
      return false;
    } finally {
      exchange.deadlines().leave();
    }
  }

  private void closeQuietly() {
    try {
      body.close();
    } catch (IOException e) {
      // The body was either read to its end or given up: there is nobody whom this could concern.
      exchange.kill(e);
    }
  }
}
