package io.httpstream.middleware;

import io.httpstream.stream.TransferOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Counts a response's body while it is read, and tells once when it is over. */
final class ObservedBody extends FilterInputStream {
  private final Listener listener;
  private final AtomicBoolean told = new AtomicBoolean();
  private long received;
  private volatile @Nullable IOException failure;

  /** Is told when the body is closed. */
  @FunctionalInterface
  interface Listener {
    void closed(long received, @Nullable IOException failure);
  }

  ObservedBody(InputStream body, Listener listener) {
    super(body);
    this.listener = listener;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int count = in.read(bytes, offset, length);
      received += Math.max(0, count);
      return count;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
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
      if (told.compareAndSet(false, true)) {
        listener.closed(received, failure);
      }
    }
  }
}
