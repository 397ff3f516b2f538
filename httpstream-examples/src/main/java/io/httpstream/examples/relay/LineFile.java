package io.httpstream.examples.relay;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * The file that server 1 serves: {@code Line 1: This is a line in the large file.} and so on, cut
 * after a number of bytes. It exists nowhere; its bytes are made while they are read.
 */
final class LineFile {
  /** How many lines the original's file has. */
  static final long ORIGINAL_LINES = 10_000_000;

  static final String BEFORE_NUMBER = "Line ";
  static final String AFTER_NUMBER = ": This is a line in the large file.\n";

  private final long length;

  private LineFile(long length) {
    this.length = length;
  }

  /** The original's file. */
  static LineFile original() {
    return cutAt(lengthOf(ORIGINAL_LINES));
  }

  /** So many bytes of a file that has as many lines as it takes. */
  static LineFile cutAt(long length) {
    if (length < 1) {
      throw new IllegalArgumentException("a file of " + length + " bytes can't be served");
    }
    return new LineFile(length);
  }

  /** The length in bytes of the first so many lines. */
  static long lengthOf(long lines) {
    long digits = 0;
    // Each power of ten up to the last number adds a digit to every number from there on.
    for (long power = 1; power <= lines; power *= 10) {
      digits += lines - power + 1;
    }
    return lines * (BEFORE_NUMBER.length() + AFTER_NUMBER.length()) + digits;
  }

  /** In bytes. */
  long length() {
    return length;
  }

  /** The bytes from the beginning. */
  LineBlocks blocks() {
    return new LineBlocks(length);
  }

  /** Of all bytes. */
  byte[] sha256() {
    MessageDigest digest = Sha256.digest();
    LineBlocks blocks = blocks();
    while (blocks.hasNext()) {
      ByteBuffer block = blocks.next();
      digest.update(block);
    }
    return digest.digest();
  }
}
