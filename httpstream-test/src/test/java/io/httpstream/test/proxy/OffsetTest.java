package io.httpstream.test.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ends at exact bytes, in both directions. */
@Timeout(60)
class OffsetTest {
  private static final int SENT = 150_000;

  static Stream<Arguments> places() {
    return Stream.of(0, 1, 2, 1_000, Pump.BUFFER - 1, Pump.BUFFER, Pump.BUFFER + 1)
        .flatMap(
            offset ->
                Stream.of(Direction.values()).map(direction -> Arguments.of(direction, offset)));
  }

  private static FaultPoint point(Direction direction) {
    return direction == Direction.UPSTREAM ? Fault.upstream() : Fault.downstream();
  }

  @ParameterizedTest
  @MethodSource("places")
  void aResetComesAfterExactlySoManyBytes(Direction direction, int offset) throws Exception {
    try (Link link = Link.with(point(direction).after(offset).reset())) {
      link.source(direction).getOutputStream().write(Link.payload(offset));
      assertEquals(offset + ", then reset", link.rest(direction));
      link.proxy.log().await(ProxyEvent.Kind.CLOSED, 1);
      assertEquals(offset, link.proxy.log().passed(direction));
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void aResetIsSeenByTheSenderToo(Direction direction, int offset) throws Exception {
    try (Link link = Link.with(point(direction).after(offset).reset())) {
      link.source(direction).getOutputStream().write(Link.payload(offset));
      Direction back = direction == Direction.UPSTREAM ? Direction.DOWNSTREAM : Direction.UPSTREAM;
      assertEquals("0, then reset", link.rest(back));
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void anEndComesAfterExactlySoManyBytesThoughMoreAreSent(Direction direction, int offset)
      throws Exception {
    try (Link link = Link.with(point(direction).after(offset).halfClose())) {
      link.send(direction, SENT);
      assertEquals(offset + ", then end", link.rest(direction));
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void theOtherDirectionGoesOnAfterAHalfClose(Direction direction, int offset) throws Exception {
    Direction back = direction == Direction.UPSTREAM ? Direction.DOWNSTREAM : Direction.UPSTREAM;
    try (Link link = Link.with(point(direction).after(offset).halfClose())) {
      link.send(direction, SENT);
      assertEquals(offset + ", then end", link.rest(direction));
      link.send(back, 10_000);
      link.receive(back, 10_000);
      link.source(back).shutdownOutput();
      assertEquals("0, then end", link.rest(back));
      link.source(direction).shutdownOutput();
      link.proxy.log().awaitAllClosed();
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void aCloseEndsBothDirections(Direction direction, int offset) throws Exception {
    Direction back = direction == Direction.UPSTREAM ? Direction.DOWNSTREAM : Direction.UPSTREAM;
    try (Link link = Link.with(point(direction).after(offset).close())) {
      link.send(direction, offset);
      assertEquals(offset + ", then end", link.rest(direction));
      assertEquals("0, then end", link.rest(back));
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void whoGoesOnAfterACloseIsReset(Direction direction) throws Exception {
    try (Link link = Link.with(point(direction).after(1_000).close())) {
      link.send(direction, 1_000);
      assertEquals("1000, then end", link.rest(direction));
      expectReset(link, direction);
    }
  }

  private static void expectReset(Link link, Direction sender) throws IOException {
    assertThrows(
        IOException.class,
        () -> {
          while (true) {
            link.send(sender, 1);
          }
        });
    link.target(sender).close();
    link.proxy.log().awaitAllClosed();
  }

  @ParameterizedTest
  @MethodSource("places")
  void beforeAByteIsWhenItHasComeAndHasNotPassed(Direction direction, int offset) throws Exception {
    try (Link link = Link.with(point(direction).before(offset).halfClose())) {
      link.send(direction, offset);
      link.receive(direction, offset);
      assertEquals(0, link.proxy.log().count(ProxyEvent.Kind.FIRED));
      link.source(direction).getOutputStream().write(7);
      assertEquals("0, then end", link.rest(direction));
      assertEquals(offset, link.proxy.log().passed(direction));
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void limitDataCountsFromWhereItIsSaid(Direction direction) throws Exception {
    try (Link link = Link.with(point(direction).after(100).limitData(50))) {
      link.send(direction, 150);
      assertEquals("150, then end", link.rest(direction));
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void whoSendsOnIsResetOnceTheOtherDirectionHasEndedToo(Direction direction) throws Exception {
    Direction back = direction == Direction.UPSTREAM ? Direction.DOWNSTREAM : Direction.UPSTREAM;
    try (Link link = Link.with(point(direction).after(10).halfClose())) {
      link.send(direction, 20);
      assertEquals("10, then end", link.rest(direction));
      link.source(back).shutdownOutput();
      assertEquals("0, then end", link.rest(back));
      expectReset(link, direction);
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void aLargeOffsetIsAsExactForAReceiverThatReads(Direction direction) throws Exception {
    int offset = 1_000_003;
    for (Fault end :
        List.of(point(direction).after(offset).reset(), point(direction).limitData(offset))) {
      try (Link link = Link.with(end)) {
        Thread sender =
            new Thread(
                () -> {
                  try {
                    link.send(direction, 3_000_000);
                  } catch (IOException e) {
                    // It is reset.
                  }
                });
        sender.start();
        assertTrue(link.rest(direction).startsWith(offset + ", then"), end.toString());
        sender.join();
      }
    }
  }
}
