package io.httpstream.transport.apache;

import io.httpstream.transport.Wire;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the guard's bytes to a stream, which is done with them when it returns. */
final class StreamWire implements Wire {
  private final OutputStream out;

  StreamWire(OutputStream out) {
    this.out = out;
  }

  @Override
  public byte[] emit(byte[] buffer, int length) throws IOException {
    pass(buffer, 0, length);
    return buffer;
  }

  @Override
  public void pass(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw Failures.beforeResponse(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw Failures.beforeResponse(e);
    }
  }
}
