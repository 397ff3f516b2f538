package io.httpstream.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * An output stream that can read from a source straight into its own buffer, so that a relay copies
 * its bytes once less.
 */
public abstract class TransferOutputStream extends OutputStream {
  /** Size of the chunks in which a copy moves its bytes, in bytes. */
  private static final int CHUNK = 64 * 1024;

  /** For subclasses. */
  protected TransferOutputStream() {}

  /**
   * Reads from {@code source} until its end or until {@code limit} bytes were read, and writes what
   * it read.
   *
   * @param source read, not closed
   * @param limit the most bytes to read
   * @return the number of bytes moved
   * @throws IOException from either side
   */
  public abstract long transferFrom(InputStream source, long limit) throws IOException;

  /**
   * Copies from {@code source} to {@code target} by the shortest way there is.
   *
   * @param source read to its end or the limit, not closed
   * @param target written, neither flushed nor closed
   * @param limit the most bytes to copy
   * @return the number of bytes copied
   * @throws IOException from either side
   */
  public static long copy(InputStream source, OutputStream target, long limit) throws IOException {
    if (target instanceof TransferOutputStream direct) {
      return direct.transferFrom(source, limit);
    }
    byte[] buffer = new byte[(int) Math.min(CHUNK, Math.max(1, limit))];
    long moved = 0;
    while (moved < limit) {
      int read = source.read(buffer, 0, (int) Math.min(buffer.length, limit - moved));
      if (read < 0) {
        break;
      }
      target.write(buffer, 0, read);
      moved += read;
    }
    return moved;
  }
}
