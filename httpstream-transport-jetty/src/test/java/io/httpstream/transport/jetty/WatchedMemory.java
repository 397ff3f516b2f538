package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Retainable;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;

/** Hands out new memory each time, and sees what is done to it afterwards. */
final class WatchedMemory implements ByteBufferPool {
  final List<ByteBuffer> released = new CopyOnWriteArrayList<>();
  final List<ByteBuffer> releasedTwice = new CopyOnWriteArrayList<>();

  @Override
  public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
    ByteBuffer buffer = BufferUtil.allocate(size, direct);
    return new RetainableByteBuffer.FixedCapacity(
        buffer,
        new Retainable.ReferenceCounter() {
          @Override
          public boolean release() {
            if (get() == 0) {
              releasedTwice.add(buffer);
            }
            boolean last = super.release();
            if (last) {
              // As a next holder may leave it.
              buffer.limit(2).position(1);
              released.add(buffer);
            }
            return last;
          }
        });
  }

  @Override
  public void clear() {}

  /** Whether a buffer is no more as it was when it was given back. */
  boolean wasTouched() {
    return released.stream().anyMatch(buffer -> buffer.position() != 1 || buffer.limit() != 2);
  }

  void checkReleased() {
    assertEquals(List.of(), releasedTwice, "buffers that were released twice");
    for (ByteBuffer buffer : released) {
      assertEquals(1, buffer.position(), "the position of a buffer that was given back");
      assertEquals(2, buffer.limit(), "the limit of a buffer that was given back");
    }
  }
}
