package io.httpstream.test.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultProxyTest {
  private static final Fault RESET = Fault.downstream().after(1).reset();

  private static String fate(Link link) throws Exception {
    link.connect();
    link.send(Direction.DOWNSTREAM, 1);
    link.server.shutdownOutput();
    return link.rest(Direction.DOWNSTREAM);
  }

  @Test
  void aPlanChoosesAmongConnections() throws Exception {
    try (Link link = Link.unconnected()) {
      assertEquals("1, then end", fate(link));
      link.proxy.faults(FaultPlan.first(RESET));
      assertEquals("1, then reset", fate(link));
      assertEquals("1, then end", fate(link));
      link.proxy.faults(FaultPlan.nth(2, RESET).and(FaultPlan.nth(3, RESET)));
      assertEquals("1, then end", fate(link));
      assertEquals("1, then reset", fate(link));
      assertEquals("1, then reset", fate(link));
      assertEquals("1, then end", fate(link));
      link.proxy.faults(FaultPlan.inOrder(Fault.none(), RESET));
      assertEquals("1, then end", fate(link));
      assertEquals("1, then reset", fate(link));
      assertEquals("1, then end", fate(link));
      link.proxy.faults(connection -> connection % 2 == 1 ? RESET : Fault.none());
      assertEquals("1, then reset", fate(link));
      assertEquals("1, then end", fate(link));
      link.proxy.faults(RESET);
      assertEquals("1, then reset", fate(link));
      link.proxy.heal();
      assertEquals("1, then end", fate(link));
    }
  }

  @Test
  void theLogTellsWhatHappenedInOrder() throws Exception {
    Fault fault = Fault.upstream().slicer(2).and(Fault.upstream().after(3).reset());
    try (Link link = Link.with(fault)) {
      link.send(Direction.UPSTREAM, 3);
      link.proxy.log().awaitAllClosed();
      assertEquals(
          """
          1 ACCEPTED (up 0, down 0)
          1 FIRED upstream().slicer(2) (up 0, down 0)
          1 FIRED upstream().after(3).reset() (up 3, down 0)
          1 CLOSED (up 3, down 0)""",
          link.proxy.log().toString());
      assertEquals(1, link.proxy.log().count(ProxyEvent.Kind.ACCEPTED));
      assertEquals(3, link.proxy.log().passed(Direction.UPSTREAM));
    }
  }

  @Test
  void faultsOfBothDirectionsGoTogether() throws Exception {
    Fault fault = Fault.upstream().after(5).halfClose().and(Fault.downstream().after(7).reset());
    try (Link link = Link.with(fault)) {
      link.send(Direction.UPSTREAM, 100);
      assertEquals("5, then end", link.rest(Direction.UPSTREAM));
      link.send(Direction.DOWNSTREAM, 7);
      assertEquals("7, then reset", link.rest(Direction.DOWNSTREAM));
    }
  }

  @Test
  void closingFreesEverythingHoweverLongTheFaultsWouldLast() throws Exception {
    List<Link> links = new ArrayList<>();
    links.add(Link.with(Fault.none()));
    links.add(Link.with(Fault.upstream().stall().and(Fault.downstream().stall())));
    links.add(Link.with(Fault.upstream().latency(Duration.ofHours(1))));
    links.add(Link.with(Fault.downstream().after(1).halfClose()));
    links.add(Link.with(Fault.downstream().timeout(Duration.ofHours(1))));
    for (Link link : links) {
      link.send(Direction.UPSTREAM, 10);
      link.send(Direction.DOWNSTREAM, 10);
      String threads = "fault-proxy-" + link.proxy.port();
      link.proxy.close();
      link.proxy.close();
      while (!threads(threads).isEmpty() || link.proxy.log().open() > 0) {
        // It waits for them itself, but for no longer than a second.
        Thread.sleep(1);
      }
      link.close();
    }
  }

  private static List<String> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .sorted()
        .toList();
  }

  @Test
  void aPlanThatThrowsIsTold() throws Exception {
    try (Link link = Link.unconnected()) {
      link.proxy.faults(
          connection -> {
            throw new IllegalStateException("a mistake");
          });
      try (var client = new Socket(InetAddress.getLoopbackAddress(), link.proxy.port())) {
        link.proxy.log().await(ProxyEvent.Kind.FAILED, 1);
        assertTrue(link.proxy.log().toString().contains("a mistake"));
        assertTrue(client.isConnected());
      }
    }
  }

  @Test
  void whatCanNotBeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Fault.upstream().after(-1));
    assertThrows(IllegalArgumentException.class, () -> Fault.upstream().bandwidth(0));
    assertThrows(IllegalArgumentException.class, () -> Fault.upstream().slicer(0));
    assertThrows(IllegalArgumentException.class, () -> FaultPlan.nth(0, RESET));
    assertThrows(
        IllegalArgumentException.class, () -> Fault.upstream().latency(Duration.ofMillis(-1)));
    assertThrows(
        IllegalArgumentException.class, () -> FaultProxy.to(URI.create("ftp://127.0.0.1/")));
  }

  @Test
  void faultsAreValues() {
    assertEquals(RESET, Fault.downstream().after(1).reset());
    assertEquals(RESET.hashCode(), Fault.downstream().after(1).reset().hashCode());
    assertNotEquals(RESET, Fault.upstream().after(1).reset());
    assertNotEquals(RESET, Fault.downstream().before(1).reset());
    assertEquals(RESET, RESET.and(Fault.none()));
    assertEquals(
        "downstream().before(1).stall() and upstream().latency(PT1S, PT2S)"
            + " and upstream().after(9).timeout(PT3S)",
        Fault.downstream()
            .before(1)
            .stall()
            .and(Fault.upstream().latency(Duration.ofSeconds(1), Duration.ofSeconds(2)))
            .and(Fault.upstream().after(9).timeout(Duration.ofSeconds(3)))
            .toString());
  }

  @Test
  void theSchemeOfTheServerIsKept() throws Exception {
    try (FaultProxy proxy = FaultProxy.to(URI.create("https://example.org/x"))) {
      assertEquals(URI.create("https://127.0.0.1:" + proxy.port() + "/a?b"), proxy.uri("/a?b"));
    }
  }
}
