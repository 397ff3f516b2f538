package io.httpstream.examples.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * Makes the bytes of a {@link LineFile}, a thousand lines at a time. From one thousand to the next
 * only the leading digits change, mostly one of them, so a block is not written anew: that digit is
 * replaced in each line. That costs less than the copy into the socket, and the servers are not
 * what the relay waits for.
 */
final class LineBlocks {
  private static final int LINES = 1000;
  private static final int LONGEST_LINE = 64;

  // Direct, so that a socket takes the bytes from where they are.
  private final ByteBuffer block = ByteBuffer.allocateDirect(LINES * LONGEST_LINE);
  private long thousands;
  private int lineLength;
  private long left;

  LineBlocks(long length) {
    this.left = length;
  }

  boolean hasNext() {
    return left > 0;
  }

  /** The next bytes, valid until the next call: the buffer is the same each time. */
  ByteBuffer next() {
    block.clear();
    if (thousands <= 1 || digits(thousands) != digits(thousands - 1)) {
      write();
    } else {
      replaceDigits();
    }
    block.flip();
    thousands++;
    block.limit((int) Math.min(block.limit(), left));
    left -= block.limit();
    return block;
  }

  private void write() {
    long from = thousands * LINES;
    // There is no line 0.
    for (long number = Math.max(1, from); number < from + LINES; number++) {
      int start = block.position();
      block.put((LineFile.BEFORE_NUMBER + number + LineFile.AFTER_NUMBER).getBytes(US_ASCII));
      lineLength = block.position() - start;
    }
  }

  private void replaceDigits() {
    String now = Long.toString(thousands);
    String before = Long.toString(thousands - 1);
    int end = LINES * lineLength;
    for (int i = 0; i < now.length(); i++) {
      if (now.charAt(i) == before.charAt(i)) {
        continue;
      }
      byte digit = (byte) now.charAt(i);
      for (int at = LineFile.BEFORE_NUMBER.length() + i; at < end; at += lineLength) {
        block.put(at, digit);
      }
    }
    block.position(end);
  }

  private static int digits(long number) {
    return Long.toString(number).length();
  }
}
