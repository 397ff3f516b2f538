package io.httpstream.tck.memory;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/**
 * What large bodies are compared by: unlike a cryptographic hash it is as fast as memory.
 *
 * @param length in bytes
 * @param crc32c of all of them
 */
public record Checksum(long length, long crc32c) {
  private static final int BUFFER = 64 * 1024;

  /**
   * Reads a stream to its end or a limit.
   *
   * @param stream not closed
   * @param limit the most bytes to read
   * @return of what was read
   * @throws IOException from the stream
   */
  public static Checksum of(InputStream stream, long limit) throws IOException {
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    long length = 0;
    while (length < limit) {
      int read = stream.read(buffer, 0, (int) Math.min(buffer.length, limit - length));
      if (read < 0) {
        break;
      }
      crc.update(buffer, 0, read);
      length += read;
    }
    return new Checksum(length, crc.getValue());
  }

  /** The form in which a child JVM tells its parent. */
  @Override
  public String toString() {
    return length + " bytes with CRC32C " + Long.toHexString(crc32c);
  }
}
