package io.httpstream.verification.soak;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.memory.Checksum;
import io.httpstream.tck.payload.Payload;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The program of a JVM with a small heap: uploads that are all under way at the same time. */
public final class ManyUploads {
  private static final int SIZE = 1_000_000;
  private static final int FIRST = 100_000;

  private ManyUploads() {}

  /**
   * Runs it.
   *
   * @param arguments the transport, the server's URI and how many
   * @throws Exception to fail
   */
  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[2]);
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    AtomicInteger right = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(count);
    try (HttpStreamClient http =
        HttpStreamClient.builder(arguments[1])
            .transport(arguments[0])
            .connectionsPerOrigin(count)
            .build()) {
      CountDownLatch under = new CountDownLatch(count);
      String expected = Checksum.of(Payload.stream(SIZE), Long.MAX_VALUE).toString();
      ThreadFactory threads = Callers.threads();
      for (int i = 0; i < count; i++) {
        threads
            .newThread(
                () -> {
                  try {
                    if (upload(http, under).equals(expected)) {
                      right.incrementAndGet();
                    }
                  } catch (Throwable e) {
                    failures.add(e);
                    under.countDown();
                  } finally {
                    done.countDown();
                  }
                })
            .start();
      }
      done.await();
    }
    failures.stream().limit(3).forEach(Throwable::printStackTrace);
    System.out.println(right + " uploads were right");
    System.exit(0);
  }

  /** The first part is written by all before the rest is by any. */
  private static String upload(HttpStreamClient http, CountDownLatch under) throws IOException {
    RequestBody body =
        RequestBody.writer(
            out -> {
              byte[] first = Payload.bytes(FIRST);
              out.write(first);
              out.flush();
              under.countDown();
              under.await();
              try (var rest = Payload.stream(SIZE)) {
                rest.skipNBytes(FIRST);
                rest.transferTo(out);
              }
            });
    try (Response response = http.post("/up").body(body).send()) {
      return response.requireSuccess().text();
    }
  }
}
