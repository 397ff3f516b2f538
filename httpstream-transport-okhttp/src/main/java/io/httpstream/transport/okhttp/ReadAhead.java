package io.httpstream.transport.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/**
 * Reads up to 64 KiB from the socket at a time: Okio would ask the kernel for each 8 KiB. Begins
 * small, and grows when a read has filled it. Read by one thread at a time.
 */
final class ReadAhead extends InputStream {
  private static final int FIRST = 8 * 1024;
  private static final int LARGEST = 64 * 1024;
  private static final int MOST_AT_ONCE = 1 << 20;

  private final InputStream socket;
  private byte[] buffer = new byte[0];
  private int position;
  private int limit;
  private long received;
  private long allowed = Long.MAX_VALUE;

  ReadAhead(InputStream socket) {
    this.socket = socket;
  }

  @Override
  public int read() throws IOException {
    return position < limit || fill() ? buffer[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == limit && !fill()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, bytes, offset, count);
    position += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (limit == buffer.length && buffer.length < LARGEST) {
      buffer = new byte[Math.max(FIRST, Math.min(LARGEST, buffer.length * 4))];
    }
    position = 0;
    limit = 0;
    int count = socket.read(buffer, 0, buffer.length);
    limit = Math.max(0, count);
    received += limit;
    if (received > allowed) {
      throw new ProtocolException("more than " + MOST_AT_ONCE + " bytes frame one chunk");
    }
    return count > 0;
  }

  /** From now on more than a mebibyte is too much, until this is called again. */
  void allowMore() {
    allowed = received + MOST_AT_ONCE;
  }

  /** From now on there is no bound. */
  void allowAll() {
    allowed = Long.MAX_VALUE;
  }

  @Override
  public int available() throws IOException {
    return position < limit ? limit - position : socket.available();
  }

  /** Whether something was read ahead. */
  boolean isEmpty() {
    return position == limit;
  }

  /** How many bytes have come from the kernel. */
  long received() {
    return received;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
