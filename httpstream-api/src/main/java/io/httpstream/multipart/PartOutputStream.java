package io.httpstream.multipart;

import io.httpstream.stream.TransferOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What one part is written to: holds the part to its declared length, so that a file which shrinks
 * is noticed although the length of the whole is unknown, and ends with the part.
 */
final class PartOutputStream extends TransferOutputStream {
  private final OutputStream out;
  private final Part part;
  private final long declared;
  private long written;
  private boolean ended;

  PartOutputStream(OutputStream out, Part part) {
    this.out = out;
    this.part = part;
    this.declared = part.content().length();
  }

  @Override
  public void write(int value) throws IOException {
    account(1);
    out.write(value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    account(length);
    out.write(bytes, offset, length);
  }

  @Override
  public long transferFrom(InputStream source, long limit) throws IOException {
    account(0);
    // One byte more than declared, if there is one, shows that the part is too long.
    long most = declared < 0 ? limit : Math.min(limit, declared - written + 1);
    long moved = copy(source, out, most);
    account(moved);
    return moved;
  }

  private void account(long length) throws IOException {
    if (ended) {
      throw new IOException("the stream of " + part + " is closed: the part has ended");
    }
    written += length;
    if (declared >= 0 && written > declared) {
      throw new IOException(part + " declared " + declared + " bytes and wrote more");
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /** A part's writer owns neither the message's end nor the next part's beginning. */
  @Override
  public void close() {}

  void end() throws IOException {
    ended = true;
    if (declared >= 0 && written != declared) {
      throw new IOException(part + " declared " + declared + " bytes and wrote only " + written);
    }
  }
}
