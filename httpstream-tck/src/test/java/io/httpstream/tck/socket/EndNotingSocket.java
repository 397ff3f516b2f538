package io.httpstream.tck.socket;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import javax.net.ssl.SSLException;

/** A socket beneath TLS, which can tell whether TLS has ended by itself or because TCP has. */
final class EndNotingSocket extends Socket {
  private volatile boolean ended;

  @Override
  public InputStream getInputStream() throws IOException {
    return new Ends(super.getInputStream()) {
      @Override
      void end() {
        ended = true;
      }
    };
  }

  /** Decrypted input, whose end must not be that of TCP (RFC 9112, section 9.8). */
  InputStream vouched(InputStream decrypted) {
    return new Ends(decrypted) {
      @Override
      void end() throws IOException {
        if (ended) {
          throw new SSLException("the connection ended without a close_notify");
        }
      }
    };
  }

  private abstract static class Ends extends FilterInputStream {
    Ends(InputStream in) {
      super(in);
    }

    abstract void end() throws IOException;

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value < 0) {
        end();
      }
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      int read = super.read(target, offset, count);
      if (read < 0) {
        end();
      }
      return read;
    }
  }
}
