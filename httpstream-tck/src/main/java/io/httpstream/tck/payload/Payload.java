package io.httpstream.tck.payload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Bytes of any number that look random and are the same each time: a lost, doubled or swapped piece
 * changes their fingerprint.
 */
public final class Payload {
  private static final int BLOCK = 64 * 1024;

  private Payload() {}

  /**
   * The first bytes.
   *
   * @param length how many
   * @return a new array
   */
  public static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    fill(bytes, length, 0);
    return bytes;
  }

  /**
   * The first bytes as a stream, made while it is read.
   *
   * @param length how many
   * @return a new stream
   */
  public static InputStream stream(long length) {
    return new PayloadStream(length);
  }

  /**
   * Writes the first bytes in pieces of 64 KiB.
   *
   * @param length how many
   * @param out neither flushed nor closed
   * @throws IOException from the stream
   */
  public static void writeTo(OutputStream out, long length) throws IOException {
    byte[] block = new byte[(int) Math.min(BLOCK, length)];
    for (long at = 0; at < length; at += block.length) {
      int count = (int) Math.min(block.length, length - at);
      fill(block, count, at);
      out.write(block, 0, count);
    }
  }

  static void fill(byte[] target, int count, long position) {
    fill(target, 0, count, position);
  }

  static void fill(byte[] target, int offset, int count, long position) {
    for (int i = 0; i < count; i++) {
      // A multiplicative hash of the position: no period that a buffer's size could divide.
      target[offset + i] = (byte) (((position + i) * 0x9E3779B97F4A7C15L) >>> 56);
    }
  }
}
