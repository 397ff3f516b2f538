package io.httpstream.transport.jetty;

import io.httpstream.transport.Wire;
import java.io.IOException;

/** Hands the guard's bytes to the content, without a copy if the connection is one of ours. */
final class PushWire implements Wire {
  /** The JDK copies what a channel is to write, and would make a buffer as large for it. */
  private static final int LARGEST_PIECE = 64 * 1024;

  private final PushContent content;
  private final boolean copies;
  private byte[] copy = new byte[0];

  /**
   * A wire to a content.
   *
   * @param copies whether the writer's own arrays must be copied: Jetty may still hold one when an
   *     early response or an abort releases the writer
   */
  PushWire(PushContent content, boolean copies) {
    this.content = content;
    this.copies = copies;
  }

  /** On return Jetty has let go of the buffer. */
  @Override
  public byte[] emit(byte[] buffer, int length) throws IOException {
    content.push(buffer, 0, length);
    return buffer;
  }

  @Override
  public void pass(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    for (int from = offset; from < end; from += LARGEST_PIECE) {
      int part = Math.min(end - from, LARGEST_PIECE);
      if (copies) {
        if (copy.length < part) {
          copy = new byte[part];
        }
        System.arraycopy(bytes, from, copy, 0, part);
        content.push(copy, 0, part);
      } else {
        content.push(bytes, from, part);
      }
    }
  }

  /** Has nothing to do: what was emitted is in the kernel. */
  @Override
  public void flush() {}
}
