package io.httpstream.tck.door;

import io.httpstream.transport.Wire;
import java.io.IOException;
import java.time.Duration;

/** A wire that has a thread beside it, which looks for a response while a call is blocked. */
final class BlockedWire implements Wire, AutoCloseable {
  private static final Duration BLOCKED = Duration.ofMillis(40);

  private final Wire wire;
  private final Thread watch;
  private volatile long since;

  private BlockedWire(Wire wire, Runnable look) {
    this.wire = wire;
    this.watch = new Thread(() -> watch(look), "tck-watch");
    watch.setDaemon(true);
  }

  static BlockedWire start(Wire wire, Runnable look) {
    BlockedWire started = new BlockedWire(wire, look);
    started.watch.start();
    return started;
  }

  private void watch(Runnable look) {
    try {
      while (true) {
        Thread.sleep(BLOCKED.toMillis());
        long begun = since;
        if (begun != 0 && System.nanoTime() - begun > BLOCKED.toNanos()) {
          look.run();
        }
      }
    } catch (InterruptedException e) {
      // The body is written.
    }
  }

  @Override
  public byte[] emit(byte[] buffer, int length) throws IOException {
    since = System.nanoTime() | 1;
    try {
      return wire.emit(buffer, length);
    } finally {
      since = 0;
    }
  }

  @Override
  public void pass(byte[] bytes, int offset, int length) throws IOException {
    since = System.nanoTime() | 1;
    try {
      wire.pass(bytes, offset, length);
    } finally {
      since = 0;
    }
  }

  @Override
  public void flush() throws IOException {
    since = System.nanoTime() | 1;
    try {
      wire.flush();
    } finally {
      since = 0;
    }
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
