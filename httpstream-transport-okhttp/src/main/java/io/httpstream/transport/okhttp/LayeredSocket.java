package io.httpstream.transport.okhttp;

import io.httpstream.transport.FramedInput;
import io.httpstream.transport.WatchedInput;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** TLS over a socket of ours, whose decrypted input is watched. */
final class LayeredSocket extends DelegatingSslSocket implements Carried {
  private final ChannelSocket carrier;
  private final WatchedInput input;
  private final FramedInput framed;

  LayeredSocket(SSLSocket actual, ChannelSocket carrier) throws IOException {
    super(actual);
    this.carrier = carrier;
    this.input =
        WatchedInput.of(
            new Vouched(actual.getInputStream(), carrier.readAhead()), carrier.readAhead(), actual);
    this.framed = FramedInput.of(input, StandardCharsets.UTF_8);
  }

  @Override
  public InputStream getInputStream() {
    return framed;
  }

  @Override
  public ChannelSocket carrier() {
    return carrier;
  }

  @Override
  public WatchedInput watched() {
    return input;
  }

  @Override
  public FramedInput framed() {
    return framed;
  }

  /**
   * Decrypted input whose end the peer has vouched for: the JDK takes the end of TCP for that of
   * TLS as well, and so whoever sits on the line could cut a body that ends with its connection
   * (RFC 9112, section 9.8).
   */
  private static final class Vouched extends FilterInputStream {
    private final ReadAhead carried;

    Vouched(InputStream in, ReadAhead carried) {
      super(in);
      this.carried = carried;
    }

    @Override
    public int read() throws IOException {
      return checked(super.read());
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      return checked(super.read(target, offset, count));
    }

    private int checked(int result) throws IOException {
      if (result < 0 && carried.isEnded()) {
        throw new SSLException("the connection was closed without the end of TLS (close_notify)");
      }
      return result;
    }
  }
}
