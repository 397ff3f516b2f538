package io.httpstream.guard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Limit;
import io.httpstream.message.Request;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlinesTest {
  private static final int LOOKS = 2_000_000;

  @Test
  void theTimerCanLookWhileAnExchangeGoesFromOneLimitToAnother() throws Exception {
    Deadlines deadlines = new Deadlines(Request.builder("GET", URI.create("http://h/")).build());
    AtomicBoolean over = new AtomicBoolean();
    Thread exchange =
        new Thread(
            () -> {
              while (!over.get()) {
                deadlines.enter(Limit.WRITE_STALL);
                deadlines.enter(Limit.PRODUCER_IDLE); // which has none
              }
            });
    exchange.start();
    try {
      for (int i = 0; i < LOOKS; i++) {
        assertTrue(deadlines.shortest() > 0);
        assertTrue(deadlines.passed(System.nanoTime()).isEmpty());
      }
    } finally {
      over.set(true);
      exchange.join();
    }
  }
}
