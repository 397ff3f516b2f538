package io.httpstream.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Tells a listener how many bytes have passed, and is otherwise the stream that it wraps. */
public final class CountingOutputStream extends TransferOutputStream {
  private final OutputStream target;
  private final LongConsumer listener;

  /**
   * Wraps a stream.
   *
   * @param target the stream that gets the bytes
   * @param listener told the number of bytes of each write after it succeeded, and of each piece
   *     that was read for the stream from elsewhere
   */
  public CountingOutputStream(OutputStream target, LongConsumer listener) {
    this.target = target;
    this.listener = listener;
  }

  @Override
  public void write(int value) throws IOException {
    target.write(value);
    listener.accept(1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    target.write(bytes, offset, length);
    listener.accept(length);
  }

  @Override
  public long transferFrom(InputStream source, long limit) throws IOException {
    return copy(new CountingInputStream(source, listener), target, limit);
  }

  @Override
  public void flush() throws IOException {
    target.flush();
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
