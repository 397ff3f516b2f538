package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a writer whose bytes are thrown away, as after a reset: see WireEndPoint. */
@Timeout(60)
class PushContentTest {
  private final AtomicBoolean lost = new AtomicBoolean(true);
  private final PushContent content =
      new PushContent(-1, lost::get, () -> {}, UnaryOperator.identity());
  private final FutureTask<Void> pushing =
      new FutureTask<>(
          () -> {
            content.push(new byte[1], 0, 1);
            return null;
          });

  /** Takes what is pushed, as Jetty does, and has the writer wait. */
  private void takeAndLose() throws Exception {
    content.demand(() -> content.read().release());
    Thread writer = new Thread(pushing);
    writer.setDaemon(true);
    writer.start();
    while (writer.getState() != Thread.State.TIMED_WAITING) {
      assertFalse(pushing.isDone(), "a writer of lost bytes goes on before he is told");
      Thread.onSpinWait();
    }
  }

  @Test
  void aWriterOfLostBytesIsToldWhatHasBecomeOfThem() throws Exception {
    takeAndLose();
    IOException reason = new IOException("reset");
    content.fail(reason);
    Throwable failure = assertThrows(ExecutionException.class, pushing::get).getCause();
    assertInstanceOf(IOException.class, failure);
    assertEquals(reason, failure.getCause());
  }

  @Test
  void aWriterOfLostBytesIsToldOfAnAnswer() throws Exception {
    takeAndLose();
    content.answered(413);
    assertThrows(ExecutionException.class, pushing::get);
  }

  @Test
  void aWriterGoesOnWhenTheLossIsNoSecretAnyMore() throws Exception {
    takeAndLose();
    lost.set(false);
    assertDoesNotThrow(() -> pushing.get());
  }
}
