package io.httpstream.sample;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A response's body: ended by its chunks, its length or its connection (RFC 9112, section 6.3).
 * Gives the connection back at its end, and closes it if it is closed before that.
 */
final class ResponseBody extends InputStream {
  private static final long UNTIL_THE_CONNECTION_ENDS = Long.MAX_VALUE;

  private final ResponseHead head;
  private final Lease lease;
  private final InputStream in;
  private final boolean chunked;

  /** Of the body, or of the chunk. */
  private long left;

  private boolean ended;
  private volatile boolean closed;

  ResponseBody(String method, ResponseHead head, Lease lease) throws IOException {
    this.head = head;
    this.lease = lease;
    this.in = lease.connection().in();
    boolean none = method.equals("HEAD") || head.status() == 204 || head.status() == 304;
    this.chunked = !none && head.isChunked();
    this.left = none || chunked ? 0 : head.hasLength() ? head.length() : UNTIL_THE_CONNECTION_ENDS;
    if (left == 0 && !chunked) {
      end();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (closed) {
      throw new IOException("the body is closed");
    }
    if (count == 0) {
      return 0;
    }
    if (chunked && left == 0 && !ended) {
      beginChunk();
    }
    return ended ? -1 : readPiece(target, offset, count);
  }

  private int readPiece(byte[] target, int offset, int count) throws IOException {
    int read = in.read(target, offset, (int) Math.min(count, left));
    if (left == UNTIL_THE_CONNECTION_ENDS) {
      if (read < 0) {
        lease.connection().checkEndOfTls();
        end();
      }
      return read;
    }
    if (read < 0) {
      throw new EOFException("the connection ended before the body did");
    }
    left -= read;
    if (left == 0 && chunked) {
      ResponseHead.line(in);
    } else if (left == 0) {
      end();
    }
    return read;
  }

  private void beginChunk() throws IOException {
    String size = ResponseHead.line(in).split("[ \t;]", 2)[0];
    left = Long.parseLong(size, 16);
    if (left == 0) {
      String trailer = ResponseHead.line(in);
      while (!trailer.isEmpty()) {
        trailer = ResponseHead.line(in);
      }
      end();
    }
  }

  private void end() {
    ended = true;
    lease.end(head.keepsAlive() && lease.connection().isClean());
  }

  @Override
  public void close() {
    closed = true;
    lease.end(false);
  }
}
