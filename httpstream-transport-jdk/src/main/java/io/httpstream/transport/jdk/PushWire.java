package io.httpstream.transport.jdk;

import io.httpstream.transport.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Hands the guard's bytes to the publisher. An array that was published is never written to again:
 * the JDK does not tell when it has let go of one, and keeps some of them for longer than its
 * demand suggests.
 */
final class PushWire implements Wire {
  private static final int LARGEST_PIECE = 64 * 1024;

  private final PushPublisher publisher;

  PushWire(PushPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public byte[] emit(byte[] buffer, int length) throws IOException {
    if (length <= buffer.length / 2) {
      // Cheaper than a new buffer, and no half-empty one is kept alive.
      publisher.publish(ByteBuffer.wrap(Arrays.copyOf(buffer, length)));
      return buffer;
    }
    publisher.publish(ByteBuffer.wrap(buffer, 0, length));
    return new byte[buffer.length];
  }

  @Override
  public void pass(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int end = offset + length;
    while (from < end) {
      int to = from + Math.min(end - from, LARGEST_PIECE);
      publisher.publish(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to)));
      from = to;
    }
  }

  /**
   * Has nothing to do: the JDK writes to the socket what it was given, as soon as that has room.
   */
  @Override
  public void flush() {}
}
