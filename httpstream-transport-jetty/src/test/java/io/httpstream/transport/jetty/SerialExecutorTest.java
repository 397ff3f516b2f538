package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.httpstream.testbed.RawServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SerialExecutorTest {
  private final SerialExecutor executor = new SerialExecutor();
  private final List<String> done = new ArrayList<>();

  @Test
  void whatIsGivenWhileATaskRunsIsRunBehindIt() {
    executor.execute(
        () -> {
          executor.execute(() -> done.add("second"));
          done.add("first");
        });
    assertEquals(List.of("first", "second"), done);
  }

  @Test
  void anotherThreadLeavesItsTaskToTheOneThatIsIn() throws Exception {
    CountDownLatch in = new CountDownLatch(1);
    CountDownLatch given = new CountDownLatch(1);
    Thread first =
        RawServer.daemon(
            () ->
                executor.execute(
                    () -> {
                      in.countDown();
                      await(given);
                      done.add("first");
                    }));
    in.await();
    executor.execute(() -> done.add(Thread.currentThread() == first ? "second" : "at once"));
    given.countDown();
    first.join();
    assertEquals(List.of("first", "second"), done);
  }

  @Test
  void aTaskThatFailsHoldsUpNoOther() {
    IllegalStateException failure = new IllegalStateException("a failure");
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                executor.execute(
                    () -> {
                      executor.execute(() -> done.add("second"));
                      throw failure;
                    }));
    assertSame(failure, thrown);
    executor.execute(() -> done.add("third"));
    assertEquals(List.of("second", "third"), done);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
