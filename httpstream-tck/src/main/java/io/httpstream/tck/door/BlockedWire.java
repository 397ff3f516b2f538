package io.httpstream.tck.door;

import io.httpstream.transport.Wire;
import java.io.IOException;
import java.time.Duration;

/** A wire that has a thread beside it, which looks for a response while a call is blocked. */
final class BlockedWire implements Wire, AutoCloseable {
  private static final Duration BLOCKED = Duration.ofMillis(40);

  private final Wire wire;
  private final Thread watch;
  private long since;

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
        lookIfBlocked(look);
      }
    } catch (InterruptedException e) {
      // The body is written.
    }
  }

  /** Never while no call is under way: then the connection's input is read by others. */
  private synchronized void lookIfBlocked(Runnable look) {
    if (since != 0 && System.nanoTime() - since > BLOCKED.toNanos()) {
      look.run();
    }
  }

  private synchronized void begin() {
    since = System.nanoTime() | 1;
  }

  private synchronized void end() {
    since = 0;
  }

  @Override
  public byte[] emit(byte[] buffer, int length) throws IOException {
    begin();
    try {
      return wire.emit(buffer, length);
    } finally {
      end();
    }
  }

  @Override
  public void pass(byte[] bytes, int offset, int length) throws IOException {
    begin();
    try {
      wire.pass(bytes, offset, length);
    } finally {
      end();
    }
  }

  @Override
  public void flush() throws IOException {
    begin();
    try {
      wire.flush();
    } finally {
      end();
    }
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
