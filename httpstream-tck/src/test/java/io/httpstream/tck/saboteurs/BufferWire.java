package io.httpstream.tck.saboteurs;

import io.httpstream.transport.Wire;
import java.io.ByteArrayOutputStream;

/** Keeps all that it is given in memory. */
final class BufferWire implements Wire {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  @Override
  public byte[] emit(byte[] buffer, int length) {
    kept.write(buffer, 0, length);
    return buffer;
  }

  @Override
  public void pass(byte[] bytes, int offset, int length) {
    kept.write(bytes, offset, length);
  }

  @Override
  public void flush() {}

  byte[] bytes() {
    return kept.toByteArray();
  }
}
