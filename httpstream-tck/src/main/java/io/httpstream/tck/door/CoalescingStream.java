package io.httpstream.tck.door;

import io.httpstream.transport.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What a writer gets from a bare call: 64 KiB that are emitted when they are full or flushed. */
final class CoalescingStream extends OutputStream {
  private static final int CAPACITY = 64 * 1024;

  private final Wire wire;
  private final IntSupplier status;
  private byte[] buffer = new byte[CAPACITY];
  private int count;
  private boolean stopped;
  private @Nullable IOException wiresFailure;

  CoalescingStream(Wire wire, IntSupplier status) {
    this.wire = wire;
    this.status = status;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, CAPACITY - count);
      System.arraycopy(bytes, offset + done, buffer, count, part);
      count += part;
      done += part;
      if (count == CAPACITY) {
        emit();
      }
    }
  }

  @Override
  public void flush() throws IOException {
    emit();
    onWire(wire::flush);
  }

  /** Writes what is left at the body's end. */
  void finish() throws IOException {
    emit();
  }

  private void emit() throws IOException {
    if (count > 0) {
      int length = count;
      count = 0;
      onWire(() -> buffer = wire.emit(buffer, length));
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private void onWire(Step step) throws IOException {
    stopAfterFinalStatus();
    try {
      step.run();
    } catch (IOException e) {
      wiresFailure = e;
      stopAfterFinalStatus();
      throw e;
    }
  }

  private void stopAfterFinalStatus() throws IOException {
    if (status.getAsInt() >= 300) {
      stopped = true;
      throw new IOException("the server answered " + status.getAsInt() + " before the end");
    }
  }

  /** Whether an early response has ended the writing. */
  boolean stopped() {
    return stopped;
  }

  /** What the transport threw, which is not the writer's failure. */
  @Nullable IOException wiresFailure() {
    return wiresFailure;
  }
}
