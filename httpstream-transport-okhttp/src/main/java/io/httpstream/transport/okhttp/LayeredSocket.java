package io.httpstream.transport.okhttp;

import io.httpstream.transport.FramedInput;
import io.httpstream.transport.WatchedInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
        WatchedInput.of(carrier.vouched(actual.getInputStream()), carrier.readAhead(), actual);
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
}
