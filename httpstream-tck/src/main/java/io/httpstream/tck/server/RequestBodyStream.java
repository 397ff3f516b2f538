package io.httpstream.tck.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of one request, out of its framing. A body that ends early is an EOFException. */
final class RequestBodyStream extends InputStream {
  private final InputStream in;
  private final boolean chunked;
  private long left;
  private boolean ended;

  RequestBodyStream(InputStream in, RequestHead head) {
    this.in = in;
    this.chunked = head.chunked();
    this.left = chunked ? 0 : head.length();
    this.ended = !chunked && left == 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (chunked && left == 0 && !ended) {
      left = ChunkFraming.size(in);
      if (left == 0) {
        ChunkFraming.skipTrailers(in);
        ended = true;
      }
    }
    if (ended) {
      return -1;
    }
    int read = in.read(target, offset, (int) Math.min(count, left));
    if (read < 0) {
      throw new EOFException("the request ended within its body");
    }
    left -= read;
    if (left == 0) {
      endOfPiece();
    }
    return read;
  }

  private void endOfPiece() throws IOException {
    if (chunked) {
      ChunkFraming.endOfChunk(in);
    } else {
      ended = true;
    }
  }
}
