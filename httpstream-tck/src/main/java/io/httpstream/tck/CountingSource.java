package io.httpstream.tck;

import io.httpstream.tck.payload.Payload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A source that counts how often it is closed. */
final class CountingSource extends FilterInputStream {
  private final boolean fails;
  private final AtomicInteger closed = new AtomicInteger();

  /** Makes a source which at its end fails or not. */
  CountingSource(long length, boolean fails) {
    super(Payload.stream(length));
    this.fails = fails;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    int read = super.read(target, offset, count);
    if (read < 0 && fails) {
      throw new IOException("the source failed");
    }
    return read;
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }

  int timesClosed() {
    return closed.get();
  }
}
