package io.httpstream.testbed;

import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.transport.Wire;
import java.io.IOException;
import java.net.URI;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/** Bodies that look different at every offset, so that a byte in the wrong place is seen. */
public final class Bodies {
  public static final int BUFFER = 64 * 1024;
  public static final long MIB = 1 << 20;

  private Bodies() {}

  /** A request whose body is whatever the call writes; of length -1 if that is not known. */
  public static Request request(String method, URI uri, long length) {
    RequestBody body = length == 0 ? RequestBody.empty() : RequestBody.writer(out -> {});
    return Request.builder(method, uri)
        .header("User-Agent", "test")
        .body(length > 0 ? body.length(length) : body)
        .build();
  }

  public static void fill(byte[] buffer, int length, long at) {
    long seed = at * 0x9E3779B97F4A7C15L + 1;
    for (int i = 0; i < length; i++) {
      seed ^= seed << 13;
      seed ^= seed >>> 7;
      seed ^= seed << 17;
      buffer[i] = (byte) seed;
    }
  }

  /**
   * Emits full buffers in the way of the guard: always the one that the wire has returned, which is
   * overwritten at once. Tells the total after each; the checksum.
   */
  public static long emit(Wire wire, long length, LongConsumer progress) throws IOException {
    CRC32C sum = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    for (long at = 0; at < length; ) {
      int part = (int) Math.min(BUFFER, length - at);
      fill(buffer, part, at);
      sum.update(buffer, 0, part);
      buffer = wire.emit(buffer, part);
      at += part;
      progress.accept(at);
    }
    return sum.getValue();
  }
}
