package io.httpstream.tck.timing;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A case that hangs fails, and shows where. */
class WatchdogTest {
  @Test
  void aTaskThatHangsFailsWithADumpOfItsThread() {
    AssertionError failure =
        assertThrows(
            AssertionError.class,
            () ->
                Watchdog.run(
                    "hanging", Duration.ofMillis(50), () -> new CountDownLatch(1).await()));
    assertTrue(failure.getMessage().contains("it hangs"));
    assertTrue(failure.getMessage().contains("\"hanging\""), failure::getMessage);
  }

  @Test
  void whatATaskThrowsIsThrown() {
    IOException thrown = new IOException("thrown by the task");
    IOException seen =
        assertThrows(
            IOException.class,
            () ->
                Watchdog.run(
                    "failing",
                    Duration.ofMinutes(1),
                    () -> {
                      throw thrown;
                    }));
    assertSame(thrown, seen);
  }

  @Test
  void aSignalThatWasMissedIsRemembered() {
    Signal signal = new Signal("the impossible has happened");
    String before = System.getProperty("httpstream.tck.timeScale", "1");
    System.setProperty("httpstream.tck.timeScale", "0.01");
    try {
      assertThrows(AssertionError.class, signal::await);
    } finally {
      System.setProperty("httpstream.tck.timeScale", before);
    }
    AssertionError remembered = assertThrows(AssertionError.class, signal::check);
    assertTrue(remembered.getMessage().endsWith("the impossible has happened"));
  }
}
