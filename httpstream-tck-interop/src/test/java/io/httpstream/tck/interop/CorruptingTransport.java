package io.httpstream.tck.interop;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.Wire;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Changes a bit here and there, of what it sends and of what it receives. */
final class CorruptingTransport implements Transport {
  /** Beyond the fields of a small answer. */
  private static final int EVERY = 1000;

  private final Transport transport;

  CorruptingTransport(Transport transport) {
    this.transport = transport;
  }

  @Override
  public Response exchange(Request request, Call call) throws IOException {
    Response response = transport.exchange(request, new RewiredCall(call, CorruptingWire::new));
    return response.toBuilder().body(new CorruptedBody(response.body())).build();
  }

  @Override
  public Set<Capability> capabilities() {
    return transport.capabilities();
  }

  @Override
  public void close() {
    transport.close();
  }

  private static long corrupt(byte[] bytes, int offset, int length, long position) {
    for (int i = 0; i < length; i++) {
      if ((position + i) % EVERY == EVERY - 1) {
        bytes[offset + i] ^= 1;
      }
    }
    return position + length;
  }

  private static final class CorruptedBody extends FilterInputStream {
    private long position;

    private CorruptedBody(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      int read = super.read(target, offset, count);
      if (read > 0) {
        position = corrupt(target, offset, read, position);
      }
      return read;
    }
  }

  private static final class CorruptingWire implements Wire {
    private final Wire wire;
    private long position;

    private CorruptingWire(Wire wire) {
      this.wire = wire;
    }

    @Override
    public byte[] emit(byte[] buffer, int length) throws IOException {
      position = corrupt(buffer, 0, length, position);
      return wire.emit(buffer, length);
    }

    @Override
    public void pass(byte[] bytes, int offset, int length) throws IOException {
      byte[] copy = new byte[length];
      System.arraycopy(bytes, offset, copy, 0, length);
      position = corrupt(copy, 0, length, position);
      wire.pass(copy, 0, length);
    }

    @Override
    public void flush() throws IOException {
      wire.flush();
    }
  }
}
