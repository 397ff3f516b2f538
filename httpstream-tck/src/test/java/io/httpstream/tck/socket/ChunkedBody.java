package io.httpstream.tck.socket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** A chunked body; extensions and trailers are skipped (RFC 9112, section 7.1). */
final class ChunkedBody extends InputStream {
  private static final int MOST_TRAILERS = 100;

  private final InputStream in;
  private long left;
  private boolean ended;

  ChunkedBody(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int read = in.read(target, offset, (int) Math.min(count, left));
    if (read < 0) {
      throw new EOFException("the connection ended within a chunk");
    }
    left -= read;
    if (left == 0 && !Line.read(in).isEmpty()) {
      throw new ProtocolException("a chunk is longer than its size");
    }
    return read;
  }

  private void nextChunk() throws IOException {
    String size = Line.read(in).split(";", 2)[0].strip();
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw new ProtocolException("a chunk has no valid size");
    }
    left = Long.parseLong(size, 16);
    if (left == 0) {
      skipTrailers();
      ended = true;
    }
  }

  private void skipTrailers() throws IOException {
    for (int i = 0; i < MOST_TRAILERS; i++) {
      if (Line.read(in).isEmpty()) {
        return;
      }
    }
    throw new ProtocolException("more than " + MOST_TRAILERS + " trailers");
  }
}
