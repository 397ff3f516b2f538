package io.httpstream.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScopeTest {
  private static final Request REQUEST = Request.builder("GET", URI.create("http://h/")).build();

  @Test
  void cancellingAScopeCancelsItsChildrenOnceAndForAll() {
    Scope scope = Scope.create();
    Scope child = scope.child(Limits.NEVER);
    AtomicInteger told = new AtomicInteger();
    child.onCancel(told::incrementAndGet);
    scope.cancel("first");
    scope.cancel("second");
    assertEquals("first", child.cancelled().orElseThrow());
    assertEquals(1, told.get());
  }

  @Test
  void cancellingAChildLeavesItsParentAlone() {
    Scope scope = Scope.create();
    scope.child(Limits.NEVER).cancel("only me");
    assertTrue(scope.cancelled().isEmpty());
  }

  @Test
  void anActionAfterTheCancelRunsAtOnceAndOneThatWasWithdrawnNever() {
    Scope scope = Scope.create();
    AtomicInteger told = new AtomicInteger();
    scope.onCancel(told::incrementAndGet).run();
    scope.cancel("done");
    assertEquals(0, told.get());
    scope.onCancel(told::incrementAndGet);
    assertEquals(1, told.get());
  }

  @Test
  void anActionThatThrowsDoesNotSaveTheOthers() {
    Scope scope = Scope.create();
    AtomicInteger told = new AtomicInteger();
    for (int i = 0; i < 8; i++) {
      scope.onCancel(
          () -> {
            told.incrementAndGet();
            throw new IllegalStateException("broken");
          });
    }
    assertThrows(IllegalStateException.class, () -> scope.cancel("all"));
    assertEquals(8, told.get());
  }

  @Test
  void theTightestDeadlineHolds() {
    Scope hour = Scope.within(Duration.ofHours(1));
    Scope child = hour.child(Duration.ofDays(1));
    assertTrue(child.remaining().compareTo(Duration.ofHours(1)) <= 0);
    assertEquals(Duration.ofHours(1), child.total());
    assertEquals(Duration.ofMinutes(1), hour.child(Duration.ofMinutes(1)).total());
    assertEquals(Limits.NEVER, Scope.create().remaining());
  }

  @Test
  void aPauseEndsWhenTheScopeIsCancelled() throws Exception {
    Scope scope = Scope.create();
    CompletableFuture<Void> pause =
        CompletableFuture.runAsync(
            () -> {
              try {
                scope.child(Limits.NEVER).sleep(Duration.ofHours(1), REQUEST);
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    scope.cancel("the user left");
    ExecutionException e =
        assertThrows(ExecutionException.class, () -> pause.get(30, TimeUnit.SECONDS));
    assertTrue(e.getCause().getCause() instanceof ExchangeCancelledException, e.toString());
    assertTrue(e.getCause().getCause().getMessage().contains("the user left"), e.toString());
  }

  @Test
  void aPauseEndsWhenTheTimeIsUp() {
    Scope scope = Scope.within(Duration.ofMillis(20));
    ExchangeTimeoutException e =
        assertThrows(
            ExchangeTimeoutException.class, () -> scope.sleep(Duration.ofHours(1), REQUEST));
    assertEquals(Limit.TOTAL, e.limit());
    assertEquals(Duration.ofMillis(20), e.value());
  }

  @Test
  void anInterruptedPauseKeepsTheFlag() {
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedIOException.class, () -> Scope.create().sleep(Duration.ofHours(1), REQUEST));
    assertTrue(Thread.interrupted());
  }

  @Test
  void attributesAreInherited() {
    Attribute<String> key = Attribute.of("key", String.class);
    Scope scope = Scope.create().attribute(key, "value");
    assertEquals("value", scope.child(Limits.NEVER).attribute(key).orElseThrow());
  }
}
