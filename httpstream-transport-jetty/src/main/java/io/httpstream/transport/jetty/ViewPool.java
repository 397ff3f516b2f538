package io.httpstream.transport.jetty;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Retainable;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * A pool that hands out views, a new one each time: Jetty sets the position and limit of a buffer
 * that it has given back already (HttpReceiverOverHTTP.parse, 12.1.14, when the response has failed
 * beneath it; issue 12934), and the next holder would read the wrong bytes of its own response.
 *
 * <p>A view gives the memory back once; a second release does nothing, whoever has the memory then.
 */
final class ViewPool extends ByteBufferPool.Wrapper {
  ViewPool(ByteBufferPool memory) {
    super(memory);
  }

  @Override
  public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
    RetainableByteBuffer.Mutable memory = super.acquire(size, direct);
    ByteBuffer view = memory.getByteBuffer().duplicate();
    return new View(this, view, new Lease(memory));
  }

  private static final class View extends RetainableByteBuffer.Pooled {
    View(ByteBufferPool pool, ByteBuffer view, Lease lease) {
      super(pool, view, lease);
    }
  }

  /** Counts for itself: the memory's own count may be that of another holder already. */
  private static final class Lease extends Retainable.ReferenceCounter {
    private final RetainableByteBuffer memory;

    Lease(RetainableByteBuffer memory) {
      this.memory = memory;
    }

    @Override
    public boolean release() {
      try {
        if (!super.release()) {
          return false;
        }
      } catch (IllegalStateException e) {
        // Released before.
        return false;
      }
      memory.release();
      return true;
    }
  }
}
