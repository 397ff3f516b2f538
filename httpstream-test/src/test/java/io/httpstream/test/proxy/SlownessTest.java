package io.httpstream.test.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Slow, in pieces, or not at all. Times are lower bounds only: a busy machine is slow by itself.
 */
@Timeout(60)
class SlownessTest {
  private static final Duration SHORT = Duration.ofMillis(60);
  private static final int MUCH = 40_000_000;

  private static FaultPoint point(Direction direction) {
    return direction == Direction.UPSTREAM ? Fault.upstream() : Fault.downstream();
  }

  private static void expectAtLeast(Duration least, long began) {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertTrue(took.compareTo(least) >= 0, () -> "took " + took);
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void latencyHoldsWhatComes(Direction direction) throws Exception {
    try (Link link = Link.with(point(direction).latency(SHORT, Duration.ofMillis(5)))) {
      for (int i = 0; i < 2; i++) {
        long began = System.nanoTime();
        link.send(direction, 100);
        link.receive(direction, 100);
        expectAtLeast(SHORT, began);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void bandwidthIsNotExceeded(Direction direction) throws Exception {
    try (Link link = Link.with(point(direction).bandwidth(100_000))) {
      long began = System.nanoTime();
      link.send(direction, 20_000);
      link.receive(direction, 20_000);
      expectAtLeast(Duration.ofMillis(190), began);
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void aSlicerMakesPieces(Direction direction) throws Exception {
    try (Link link = Link.with(point(direction).after(10).slicer(3, Duration.ofMillis(2)))) {
      long began = System.nanoTime();
      link.send(direction, 100);
      link.receive(direction, 100);
      expectAtLeast(Duration.ofMillis(60), began);
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void aSlowCloseHoldsTheEndBack(Direction direction) throws Exception {
    try (Link link = Link.with(point(direction).slowClose(SHORT))) {
      long began = System.nanoTime();
      link.send(direction, 100);
      link.source(direction).shutdownOutput();
      assertEquals("100, then end", link.rest(direction));
      expectAtLeast(SHORT, began);
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void aTimeoutEndsTheConnectionAfterSomeTime(Direction direction) throws Exception {
    try (Link link = Link.with(point(direction).after(50).timeout(SHORT))) {
      long began = System.nanoTime();
      link.send(direction, 50);
      assertEquals("50, then end", link.rest(direction));
      expectAtLeast(SHORT, began);
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void aPeerIsResetAfterSomeTime(Direction direction) throws Exception {
    try (Link link = Link.with(point(direction).after(50).resetPeer(SHORT))) {
      long began = System.nanoTime();
      link.send(direction, 100);
      assertEquals("50, then reset", link.rest(direction));
      expectAtLeast(SHORT, began);
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void aStallIsOverWhenTheProxyIsHealed(Direction direction) throws Exception {
    try (Link link = Link.with(point(direction).after(50).stall())) {
      link.send(direction, 100);
      link.receive(direction, 50);
      link.proxy.log().await(ProxyEvent.Kind.FIRED, 1);
      link.target(direction).setSoTimeout(50);
      assertThrows(
          SocketTimeoutException.class, () -> link.target(direction).getInputStream().read());
      link.target(direction).setSoTimeout(20_000);
      link.proxy.heal();
      link.source(direction).shutdownOutput();
      assertEquals("50, then end", link.rest(direction));
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void aStallOfSomeTimeGoesOnByItself(Direction direction) throws Exception {
    try (Link link = Link.with(point(direction).after(50).stall(SHORT))) {
      long began = System.nanoTime();
      link.send(direction, 100);
      link.receive(direction, 100);
      expectAtLeast(SHORT, began);
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void aHealedProxyIsFastAgainAndForgetsWhatWasToCome(Direction direction) throws Exception {
    Fault fault =
        point(direction).latency(Duration.ofHours(1)).and(point(direction).after(80).reset());
    try (Link link = Link.with(fault)) {
      link.send(direction, 100);
      link.proxy.log().await(ProxyEvent.Kind.FIRED, 1);
      link.proxy.heal();
      link.receive(direction, 100);
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void backpressureReachesTheSenderOfAStalledDirection(Direction direction) throws Exception {
    try (Link link = Link.with(point(direction).after(1_000).stall())) {
      expectTheSenderToBlock(link, direction);
      assertEquals(1_000, link.proxy.log().passed(direction));
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void backpressureOfAReceiverReachesTheSender(Direction direction) throws Exception {
    try (Link link = Link.with(Fault.none())) {
      expectTheSenderToBlock(link, direction);
    }
  }

  /** It must not get rid of much, and be blocked until the connection ends. */
  private static void expectTheSenderToBlock(Link link, Direction direction) throws Exception {
    link.source(direction).setSendBufferSize(Pump.BUFFER);
    long[] taken = {0};
    Thread sender =
        new Thread(
            () -> {
              try {
                byte[] piece = new byte[1_000];
                while (taken[0] < MUCH) {
                  link.source(direction).getOutputStream().write(piece);
                  taken[0] += piece.length;
                }
              } catch (IOException e) {
                // The connection has ended.
              }
            });
    sender.start();
    // Time may make this pass, never fail: a sender that is slow has sent less.
    sender.join(300);
    assertTrue(sender.isAlive(), "the sender was never blocked");
    link.proxy.resetAll();
    sender.join();
    assertTrue(taken[0] < MUCH / 2, () -> taken[0] + " bytes were taken from the sender");
  }
}
