package io.httpstream.guard;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A body, and a thread's way out of it, as a transport makes them. */
final class BlockingBody extends InputStream {
  final CountDownLatch entered = new CountDownLatch(1);
  final CompletableFuture<IOException> killed = new CompletableFuture<>();

  @Override
  public int read() throws IOException {
    entered.countDown();
    throw new SocketException("killed: " + killed.join().getMessage());
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return read();
  }

  void awaitEntered() {
    try {
      entered.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
