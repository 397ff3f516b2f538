package io.httpstream.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.httpstream.message.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResponseWatchTest {
  private final CompletableFuture<Runnable> look = new CompletableFuture<>();
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch written = new CountDownLatch(1);
  private final CountDownLatch read = new CountDownLatch(1);
  private final CountDownLatch readEnds = new CountDownLatch(1);

  /** Keeps what looks. */
  private final Call call =
      new Call() {
        @Override
        public void phase(Phase phase) {}

        @Override
        public void onAbort(Consumer<IOException> kill) {}

        @Override
        public void finalStatus(int status) {}

        @Override
        public void whileBlocked(Runnable given) {
          look.complete(given);
        }

        @Override
        public boolean writeBody(Wire wire) {
          throw new AssertionError("not called by a watch");
        }
      };

  /** Writes until it is told. */
  private final Wire blocked =
      new Wire() {
        @Override
        public byte[] emit(byte[] buffer, int length) {
          writing.countDown();
          await(written);
          return buffer;
        }

        @Override
        public void pass(byte[] bytes, int offset, int length) {
          await(written);
        }

        @Override
        public void flush() {}
      };

  /** There is something to read, and reading it takes as long as the write. */
  private final InputStream decrypted =
      new InputStream() {
        @Override
        public int read() {
          read.countDown();
          await(readEnds);
          return -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
          return read();
        }
      };

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aReadOfTlsThatWaitsForTheWriterHoldsUpOnlyTheWriter() throws Exception {
    try (Socket socket = new Socket()) {
      CountDownLatch received = new CountDownLatch(1);
      InputStream encrypted =
          new InputStream() {
            @Override
            public int read() {
              return -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
              return -1;
            }

            @Override
            public int available() {
              return received.getCount() == 0 ? 1 : 0;
            }
          };
      WatchedInput input = WatchedInput.of(decrypted, encrypted, socket);
      Wire wire = ResponseWatch.over(blocked, call, input, () -> {});
      FutureTask<byte[]> write = new FutureTask<>(() -> wire.emit(new byte[1], 1));
      new Thread(write, "writer").start();
      // The writer looks once itself, before there is anything to see.
      await(writing);
      received.countDown();
      while (read.getCount() > 0) {
        look.join().run();
        Thread.onSpinWait();
      }
      look.join().run();
      written.countDown();
      assertFalse(write.isDone(), "the input is still being read");
      readEnds.countDown();
      assertEquals(1, write.get(20, TimeUnit.SECONDS).length);
    }
  }
}
