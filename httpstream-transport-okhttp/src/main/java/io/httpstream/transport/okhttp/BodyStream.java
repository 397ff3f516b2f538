package io.httpstream.transport.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The response's body as a stream. Read by one thread, closed and aborted by any: OkHttp's own
 * stream knows only one, so that it is the reader who closes it if there is one just then.
 */
final class BodyStream extends InputStream {
  private final OkHttpExchange exchange;
  private final Response response;
  private final InputStream body;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile boolean closed;
  private volatile boolean ended;
  private @Nullable IOException failure;

  BodyStream(OkHttpExchange exchange, Response response) {
    this.exchange = exchange;
    this.response = response;
    this.body = response.body().byteStream();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    checkOpen();
    // Okio would wait for a byte before it reads none.
    if (length == 0) {
      return 0;
    }
    reading.lock();
    try {
      checkOpen();
      if (failure != null) {
        // OkHttp would take a body that was cut between two chunks for one that has ended.
        throw new IOException(failure.getMessage(), failure);
      }
      if (ended) {
        return -1;
      }
      int count = readOpen(bytes, offset, length);
      ended = count < 0;
      checkOpen();
      return count;
    } finally {
      if (closed) {
        response.close();
      }
      reading.unlock();
    }
  }

  private int readOpen(byte[] bytes, int offset, int length) throws IOException {
    try {
      exchange.beginRead();
      return body.read(bytes, offset, length);
    } catch (IOException | RuntimeException e) {
      checkOpen();
      IOException told = exchange.bodyFailure(e);
      failure = told;
      throw told;
    }
  }

  private void checkOpen() throws IOException {
    exchange.checkNotAborted();
    if (closed) {
      throw new IOException("the response's body is closed");
    }
  }

  @Override
  public int available() throws IOException {
    checkOpen();
    if (!reading.tryLock()) {
      return 0;
    }
    try {
      return body.available();
    } finally {
      reading.unlock();
    }
  }

  /** Before the end of the body this closes the connection, and never blocks. */
  @Override
  public void close() {
    closed = true;
    if (!ended) {
      // First, so that what is left of the body can't be waited for.
      exchange.breakOff();
    }
    if (reading.tryLock()) {
      try {
        response.close();
      } finally {
        reading.unlock();
      }
    }
  }
}
