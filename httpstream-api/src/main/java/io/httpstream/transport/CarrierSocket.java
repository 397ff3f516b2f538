package io.httpstream.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Objects;
import javax.net.ssl.SSLException;

/**
 * A socket that TLS is laid over, and that can tell afterwards whether TLS has ended by itself or
 * because TCP has. The JDK takes the one for the other, so that whoever sits on the line could cut
 * a body that ends with its connection (RFC 9112, section 9.8; RFC 8446, section 6.1).
 *
 * <p>It is another socket in all but that, and as safe to be used by several threads as that one.
 */
public class CarrierSocket extends DelegatingSocket {
  private volatile boolean ended;

  /**
   * Carries TLS over a socket.
   *
   * @param actual whose everything the new one is; is closed with it
   * @return a new socket
   */
  public static CarrierSocket over(Socket actual) {
    return new CarrierSocket(actual);
  }

  /**
   * For subclasses.
   *
   * @param actual whose everything this is; is closed with this
   */
  protected CarrierSocket(Socket actual) {
    super(Objects.requireNonNull(actual, "actual"));
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Ends(super.getInputStream()) {
      @Override
      void end() {
        ended = true;
      }
    };
  }

  /**
   * Decrypted input, whose end must not be that of TCP.
   *
   * @param decrypted of TLS over this socket, which has read TCP from {@link #getInputStream()}
   * @return the same bytes; its end is an {@link SSLException} if TCP ended first
   */
  public InputStream vouched(InputStream decrypted) {
    return new Ends(Objects.requireNonNull(decrypted, "decrypted")) {
      @Override
      void end() throws IOException {
        if (ended) {
          throw new SSLException("the connection ended without the end of TLS (close_notify)");
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
      return checked(super.read());
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      return checked(super.read(target, offset, count));
    }

    private int checked(int result) throws IOException {
      if (result < 0) {
        end();
      }
      return result;
    }
  }
}
