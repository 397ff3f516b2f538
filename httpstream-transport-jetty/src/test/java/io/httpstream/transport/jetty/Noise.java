package io.httpstream.transport.jetty;

import io.httpstream.transport.Wire;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;

/** Bytes that look different at every offset, so that one in the wrong place is seen. */
final class Noise {
  static final int PIECE = 64 * 1024;
  static final long MIB = 1 << 20;

  private Noise() {}

  static void fill(byte[] buffer, int length, long at) {
    long seed = at * 0x9E3779B97F4A7C15L + 1;
    for (int i = 0; i < length; i++) {
      seed ^= seed << 13;
      seed ^= seed >>> 7;
      seed ^= seed << 17;
      buffer[i] = (byte) seed;
    }
  }

  /**
   * Emits so much, always with the buffer that the wire returns, and overwrites that as soon as it
   * has returned; the checksum.
   */
  static long emit(Wire wire, long length, AtomicLong emitted) throws IOException {
    CRC32C sum = new CRC32C();
    byte[] buffer = new byte[PIECE];
    for (long at = 0; at < length; ) {
      int part = (int) Math.min(PIECE, length - at);
      fill(buffer, part, at);
      sum.update(buffer, 0, part);
      buffer = wire.emit(buffer, part);
      at += part;
      emitted.set(at);
    }
    return sum.getValue();
  }

  /** Returns when a number is more than zero and has not changed for half a second. */
  static long plateau(AtomicLong number) throws InterruptedException {
    long last = 0;
    for (int still = 0; still < 10; ) {
      Thread.sleep(50);
      long now = number.get();
      still = now > 0 && now == last ? still + 1 : 0;
      last = now;
    }
    return last;
  }
}
