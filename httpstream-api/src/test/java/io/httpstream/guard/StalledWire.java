package io.httpstream.guard;

import io.httpstream.transport.Wire;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A wire whose peer takes nothing until the exchange is aborted. */
final class StalledWire implements Wire {
  private final CompletableFuture<IOException> killed;

  StalledWire(CompletableFuture<IOException> killed) {
    this.killed = killed;
  }

  @Override
  public byte[] emit(byte[] buffer, int length) throws IOException {
    throw new IOException(killed.join());
  }

  @Override
  public void pass(byte[] bytes, int offset, int length) throws IOException {
    throw new IOException(killed.join());
  }

  @Override
  public void flush() throws IOException {
    throw new IOException(killed.join());
  }
}
