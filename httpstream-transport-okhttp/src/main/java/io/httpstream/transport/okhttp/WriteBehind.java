package io.httpstream.transport.okhttp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Objects;

/**
 * Collects what is written until it is flushed, up to the guard's 64 KiB and their framing: Okio
 * would give the kernel each 8 KiB. Begins small, and grows when it is full. Written to by one
 * thread at a time.
 */
final class WriteBehind extends OutputStream {
  private static final int FIRST = 8 * 1024;

  /** With room for a head, and for what surrounds a chunk. */
  private static final int LARGEST = (64 + 2) * 1024;

  private final SocketChannel channel;
  private byte[] buffer = new byte[0];
  private int count;
  private volatile boolean refusing;

  /** Closing it closes the channel. */
  WriteBehind(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    checkWritable();
    int from = offset;
    for (int left = length; left > 0; ) {
      makeRoom(left);
      int part = Math.min(left, buffer.length - count);
      System.arraycopy(bytes, from, buffer, count, part);
      count += part;
      from += part;
      left -= part;
    }
  }

  private void makeRoom(int wanted) throws IOException {
    if (buffer.length - count < wanted && buffer.length < LARGEST) {
      int larger = Math.max(FIRST, Math.max(buffer.length * 4, count + wanted));
      buffer = Arrays.copyOf(buffer, Math.min(LARGEST, larger));
    }
    if (count == buffer.length) {
      flush();
    }
  }

  @Override
  public void flush() throws IOException {
    checkWritable();
    ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
    // Whatever becomes of them, they are not sent twice.
    count = 0;
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** From now on nothing leaves, and whoever writes gets an exception. */
  void refuse() {
    refusing = true;
  }

  private void checkWritable() throws IOException {
    if (refusing) {
      throw new IOException("no more is sent on this connection");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
