package io.httpstream.tck.memory;

import io.httpstream.tck.payload.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** A body of any size: blocks that are told apart by a number at their beginning. */
public final class LargeBody {
  private static final int BLOCK = 64 * 1024;

  private LargeBody() {}

  /** Takes the blocks. */
  @FunctionalInterface
  public interface Target {
    /**
     * Takes a block.
     *
     * @param block used again for the next one
     * @throws IOException to end the body
     */
    void write(byte[] block) throws IOException;
  }

  /**
   * Writes a body.
   *
   * @param length in bytes
   * @param target takes it
   * @return the checksum of all that was written
   * @throws IOException from the target
   */
  public static Checksum write(long length, Target target) throws IOException {
    CRC32C crc = new CRC32C();
    byte[] block = Payload.bytes(BLOCK);
    for (long at = 0; at < length; at += BLOCK) {
      ByteBuffer.wrap(block).putLong(at);
      byte[] part = length - at < BLOCK ? Arrays.copyOf(block, (int) (length - at)) : block;
      crc.update(part, 0, part.length);
      target.write(part);
    }
    return new Checksum(length, crc.getValue());
  }
}
