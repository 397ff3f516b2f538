package io.httpstream.transport.okhttp;

import io.httpstream.transport.Wire;
import java.io.IOException;
import okio.BufferedSink;

/**
 * Hands the guard's bytes to OkHttp, which copies them. Each full buffer goes down to the socket at
 * once, in one piece and in one chunk.
 */
final class PushWire implements Wire {
  private static final int LARGEST_PIECE = 64 * 1024;

  private final OkHttpExchange exchange;
  private final BufferedSink sink;
  private long sent;

  PushWire(OkHttpExchange exchange, BufferedSink sink) {
    this.exchange = exchange;
    this.sink = sink;
  }

  @Override
  public byte[] emit(byte[] buffer, int length) throws IOException {
    pass(buffer, 0, length);
    return buffer;
  }

  @Override
  public void pass(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    for (int from = offset; from < end; ) {
      int part = Math.min(end - from, LARGEST_PIECE);
      try {
        sink.write(bytes, from, part);
        sink.flush();
      } catch (IOException e) {
        throw exchange.failure(e);
      }
      from += part;
      sent += part;
    }
  }

  /** Nothing that was emitted is held back, but the request's head still is before the first. */
  @Override
  public void flush() throws IOException {
    try {
      sink.flush();
    } catch (IOException e) {
      throw exchange.failure(e);
    }
  }

  long sent() {
    return sent;
  }
}
