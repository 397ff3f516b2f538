package io.httpstream.stream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells a listener how many bytes have been read. */
final class CountingInputStream extends FilterInputStream {
  private final LongConsumer listener;

  CountingInputStream(InputStream source, LongConsumer listener) {
    super(source);
    this.listener = listener;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      listener.accept(1);
    }
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    if (count > 0) {
      listener.accept(count);
    }
    return count;
  }
}
