package io.httpstream.guard;

import io.httpstream.transport.Wire;

/** Stands in for a transport where the gate lets nothing through: for bodies of no bytes. */
final class NoWire implements Wire {
  @Override
  public byte[] emit(byte[] buffer, int length) {
    throw new IllegalStateException(length + " bytes of a body of none");
  }

  @Override
  public void pass(byte[] bytes, int offset, int length) {
    throw new IllegalStateException(length + " bytes of a body of none");
  }

  @Override
  public void flush() {}
}
