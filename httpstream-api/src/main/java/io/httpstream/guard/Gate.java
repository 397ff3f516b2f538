package io.httpstream.guard;

import io.httpstream.message.LengthMismatchException;
import io.httpstream.message.RequestBody;
import io.httpstream.stream.TransferOutputStream;
import io.httpstream.transport.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * The stream that a body is written to, the same on every transport: coalesces small writes in a
 * buffer that grows on demand, lets large ones pass without a copy, holds the body to its declared
 * length, and throws as soon as there is no use in writing on.
 *
 * <p>Whatever the writer does with an exception, the message can't be finished once one was thrown.
 * Of a body of declared length the last byte is held back until the writer has returned, whatever
 * it flushes: a server that has all declared bytes takes the message for complete, and the writer
 * may still fail.
 */
final class Gate extends TransferOutputStream {
  private static final int FIRST_BUFFER = 1024;
  private static final int LARGEST_BUFFER = 64 * 1024;

  /** So much of a large write that ends the body is held back, rather than one lone byte. */
  private static final int TAIL = 8 * 1024;

  private final Exchange exchange;
  private final Wire wire;
  private final RequestBody body;
  private byte[] buffer = new byte[0];
  private int count;
  private long written;
  private long sent;
  private long flushed;
  private volatile boolean shut;

  Gate(Exchange exchange, Wire wire, RequestBody body) {
    this.exchange = exchange;
    this.wire = wire;
    this.body = body;
  }

  @Override
  public void write(int value) throws IOException {
    account(1);
    makeRoom(1);
    buffer[count++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return;
    }
    account(length);
    int from = offset;
    int left = length;
    if (length >= LARGEST_BUFFER) {
      // All of it, also if this write ends the body: of that, the tail is held back instead.
      drain(Hold.NOTHING);
      int large = isEnd() ? length - TAIL : length;
      pass(bytes, offset, large);
      from += large;
      left -= large;
    }
    while (left > 0) {
      makeRoom(left);
      int part = Math.min(left, buffer.length - count);
      System.arraycopy(bytes, from, buffer, count, part);
      count += part;
      from += part;
      left -= part;
    }
  }

  @Override
  public long transferFrom(InputStream source, long limit) throws IOException {
    long moved = 0;
    while (moved < limit) {
      check();
      makeRoom(LARGEST_BUFFER);
      int room = (int) Math.min(buffer.length - count, limit - moved);
      int read = source.read(buffer, count, room);
      if (read < 0) {
        break;
      }
      account(read);
      count += read;
      moved += read;
    }
    return moved;
  }

  /** Checks the length contract before a byte of the excess can leave. */
  private void account(int length) throws IOException {
    check();
    exchange.deadlines().produced();
    written += length;
    if (body.length() >= 0 && written > body.length()) {
      throw mismatch();
    }
  }

  private IOException mismatch() throws IOException {
    exchange.failed(
        new LengthMismatchException(body.toString(), body.length(), written, exchange.details()));
    exchange.rethrowFailure();
    return new IOException("the length was not kept");
  }

  private void check() throws IOException {
    if (shut) {
      throw new IOException("the body's stream is closed: its exchange is over");
    }
    exchange.checkWritable();
  }

  /** After this at least one byte fits into the buffer, all of them if it may grow that far. */
  private void makeRoom(int wanted) throws IOException {
    if (count == LARGEST_BUFFER) {
      drain(Hold.LAST_BYTE);
    } else if (buffer.length - count < wanted && buffer.length < LARGEST_BUFFER) {
      int needed = Math.max(count + Math.min(wanted, LARGEST_BUFFER - count), buffer.length * 4);
      int bound = boundedByLength(Math.max(FIRST_BUFFER, Math.min(LARGEST_BUFFER, needed)));
      buffer = Arrays.copyOf(buffer, Math.max(bound, count + 1));
    }
    if (count == buffer.length) {
      drain(Hold.LAST_BYTE);
    }
  }

  /** A body of a few bytes needs no more room than those. */
  private int boundedByLength(int size) {
    return body.length() < 0 ? size : (int) Math.max(1, Math.min(size, body.length()));
  }

  /** All that was declared is written; the next byte to leave may be the last one. */
  private boolean isEnd() {
    return written == body.length();
  }

  /** What stays in the buffer if the body is at its end. */
  private enum Hold {
    NOTHING,
    LAST_BYTE
  }

  private void drain(Hold hold) throws IOException {
    boolean held = hold == Hold.LAST_BYTE && isEnd();
    int length = held ? count - 1 : count;
    if (length <= 0) {
      return;
    }
    byte last = buffer[count - 1];
    count = 0;
    exchange.beginWire();
    try {
      buffer = wire.emit(buffer, length);
    } catch (Throwable e) {
      throw broken(e);
    } finally {
      exchange.endWire();
    }
    if (held) {
      buffer[count++] = last;
    }
    progress(length);
  }

  private void pass(byte[] bytes, int offset, int length) throws IOException {
    exchange.beginWire();
    try {
      wire.pass(bytes, offset, length);
    } catch (Throwable e) {
      throw broken(e);
    } finally {
      exchange.endWire();
    }
    progress(length);
  }

  /** Whether there is use in writing on is asked before the next write: this one has succeeded. */
  private void progress(int length) {
    sent += length;
    exchange.sent(sent);
  }

  /**
   * The wire failed: a typed exception now, which is the first failure whatever the writer does.
   */
  private IOException broken(Throwable e) throws IOException {
    exchange.checkWritable();
    exchange.failed(e instanceof IOException io ? exchange.mapped(io) : e);
    exchange.rethrowFailure();
    return new IOException(e);
  }

  @Override
  public void flush() throws IOException {
    check();
    // Who only flushes produces nothing; the time on the wire is not counted all the same.
    long left = written == flushed ? exchange.deadlines().left() : Long.MAX_VALUE;
    flushed = written;
    drain(Hold.LAST_BYTE);
    exchange.beginWire();
    try {
      wire.flush();
    } catch (Throwable e) {
      throw broken(e);
    } finally {
      exchange.endWire();
      exchange.deadlines().shorten(left);
    }
  }

  /** The writer does not own the message's end; it may close its stream, and that is all. */
  @Override
  public void close() {}

  /** The writer returned: sends what is left, and checks that all that was declared was written. */
  void finish() throws IOException {
    check();
    if (body.length() >= 0 && written != body.length()) {
      throw mismatch();
    }
    drain(Hold.NOTHING);
  }

  /** Nothing can be written any more; a writer that kept the stream gets an exception. */
  void shut() {
    shut = true;
    buffer = new byte[0];
    count = 0;
  }
}
