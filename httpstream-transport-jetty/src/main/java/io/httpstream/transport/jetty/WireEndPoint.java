package io.httpstream.transport.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A socket that knows more than Jetty's own:
 *
 * <ul>
 *   <li>whether it was reset; Jetty takes that for the end of the stream (SocketChannelEndPoint,
 *       12.1.14);
 *   <li>that a response may be waiting when a write fails: a server that refuses a body and closes
 *       resets the connection, and Jetty would give up at the write. What is written then is lost,
 *       as it would be in the kernel, until the response or the end has been read, for which {@link
 *       PushContent} has its writer wait;
 *   <li>how to let go of the bytes of a write that is still going on, without closing.
 * </ul>
 */
final class WireEndPoint extends SocketChannelEndPoint {
  /** All that can still be read has been received already: reading it takes no longer than this. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

  /** Held by each write, so that none goes on when the output has been abandoned. */
  private final ReentrantLock writing = new ReentrantLock();

  private @Nullable Object owner;
  private volatile Runnable onStall = () -> {};
  private volatile boolean stalled;
  private volatile boolean abandoned;
  private volatile boolean written;
  private volatile boolean answerAwaited;
  private volatile long resetAt;
  private volatile @Nullable IOException reset;

  WireEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler timer) {
    super(channel, selector, key, timer);
  }

  /** What reset the connection, or null if nothing has. */
  @Nullable IOException resetCause() {
    return reset;
  }

  /**
   * Whether an idle connection is of no use: closed by the peer, with bytes that were not sent, or
   * with bytes that nobody asked for. Over TLS these could also be news about the session, a few
   * milliseconds after the last response; then a good connection is lost.
   */
  boolean isStale() {
    if (abandoned || reset != null) {
      return true;
    }
    try {
      return getChannel().read(ByteBuffer.allocate(1)) != 0;
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * The connection is an exchange's from now on.
   *
   * @param stall called each time when the kernel takes no more for now
   */
  void begin(Object exchange, Runnable stall) {
    writing.lock();
    try {
      owner = exchange;
      onStall = stall;
      written = false;
    } finally {
      writing.unlock();
    }
  }

  /** Whether bytes of this exchange, or of its handshake, may have left. */
  boolean hasWritten() {
    return written;
  }

  /** Whether there is more to send than the kernel has taken. */
  boolean isStalled() {
    return stalled;
  }

  /** From now on a reset is not told to the writer, until {@link #answered}: see above. */
  void awaitAnswer() {
    answerAwaited = true;
  }

  /** There is nothing more to hear that is worth more than to know of a reset. */
  void answered() {
    answerAwaited = false;
  }

  /** When this returns no byte of an exchange leaves any more, neither of a pending write. */
  void abandonOutput(Object exchange) {
    writing.lock();
    try {
      // It may have become another's.
      if (owner == exchange) {
        abandoned = true;
      }
    } finally {
      writing.unlock();
    }
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    if (isInputShutdown()) {
      return -1;
    }
    int position = BufferUtil.flipToFill(buffer);
    int filled;
    try {
      filled = getChannel().read(buffer);
    } catch (IOException e) {
      broken(e);
      filled = -1;
    } finally {
      BufferUtil.flipToFlush(buffer, position);
    }
    if (filled > 0) {
      notIdle();
    } else if (filled < 0) {
      shutdownInput();
    }
    return filled;
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    // Before: the answer may be read by another thread before this one goes on.
    stalled = false;
    boolean all = send(buffers);
    if (!all) {
      stalled = true;
      onStall.run();
    }
    return all;
  }

  private boolean send(ByteBuffer... buffers) throws IOException {
    writing.lock();
    try {
      if (abandoned || isLosing()) {
        return discard(buffers);
      }
      // Before: the answer, or the end, may be seen by another thread before this one goes on.
      written = true;
      long flushed = getChannel().write(buffers);
      if (flushed > 0) {
        notIdle();
      }
    } catch (IOException e) {
      broken(e);
      // An interrupt, or a close of our own, has closed the channel: there is nothing to read.
      if (getChannel().isOpen() && isLosing()) {
        return discard(buffers);
      }
      throw new EofException(e);
    } finally {
      writing.unlock();
    }
    for (ByteBuffer buffer : buffers) {
      if (buffer.hasRemaining()) {
        return false;
      }
    }
    return true;
  }

  /** Whether bytes are lost, and the writer is not to know yet. */
  boolean isLosing() {
    return answerAwaited && reset != null && System.nanoTime() - resetAt < PATIENCE;
  }

  private static boolean discard(ByteBuffer... buffers) {
    for (ByteBuffer buffer : buffers) {
      buffer.position(buffer.limit());
    }
    return true;
  }

  private void broken(IOException e) {
    if (reset == null) {
      resetAt = System.nanoTime();
      reset = e;
    }
  }
}
