package io.httpstream.middleware;

import io.httpstream.stream.TransferOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Counts a response's body while it is read, and tells once when it is over, and how. */
final class ObservedBody extends FilterInputStream {
  private final Listener listener;
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile @Nullable IOException failure;
  private long received;

  /** Is told when the body is read to its end, closed or aborted. */
  @FunctionalInterface
  interface Listener {
    void over(Outcome outcome, ObservedBody body);
  }

  ObservedBody(InputStream body, Listener listener) {
    super(body);
    this.listener = listener;
  }

  long received() {
    return received;
  }

  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count;
    try {
      count = in.read(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    if (count < 0) {
      tell(Outcome.COMPLETE);
    } else {
      received += count;
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(count);
    received += skipped;
    return skipped;
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    return TransferOutputStream.copy(this, out, Long.MAX_VALUE);
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
    } finally {
      tell(failure == null ? Outcome.CLOSED : Outcome.FAILED);
    }
  }

  /** Aborts the response by the given action. */
  void abort(Runnable action) {
    tell(failure == null ? Outcome.ABORTED : Outcome.FAILED);
    action.run();
  }

  private void tell(Outcome outcome) {
    if (told.compareAndSet(false, true)) {
      listener.over(outcome, this);
    }
  }
}
