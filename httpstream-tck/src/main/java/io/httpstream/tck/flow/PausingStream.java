package io.httpstream.tck.flow;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** Does something, which is to wait, before it reads on from certain positions. */
public final class PausingStream extends FilterInputStream {
  private final Iterator<Long> pauses;
  private final Runnable pause;
  private long next;
  private long position;

  /**
   * Makes a stream.
   *
   * @param in what is read
   * @param pauses positions, ascending
   * @param pause runs when the position is reached or passed
   */
  public PausingStream(InputStream in, List<Long> pauses, Runnable pause) {
    super(in);
    this.pauses = pauses.iterator();
    this.pause = pause;
    advance();
  }

  private void advance() {
    next = pauses.hasNext() ? pauses.next() : Long.MAX_VALUE;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (position >= next) {
      pause.run();
      advance();
    }
    int read = in.read(target, offset, count);
    position += Math.max(0, read);
    return read;
  }
}
