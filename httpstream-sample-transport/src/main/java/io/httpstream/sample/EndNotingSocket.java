package io.httpstream.sample;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A socket that can tell, when TLS over it has ended, whether that was because TCP had. */
final class EndNotingSocket extends Socket {
  private volatile boolean ended;

  boolean hasEnded() {
    return ended;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        int read = super.read(target, offset, count);
        ended |= read < 0;
        return read;
      }
    };
  }
}
