package io.httpstream.test.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Without a fault a proxy is not noticed. */
@Timeout(60)
class PassingTest {
  private static final int LARGE = 5_000_000;

  @ParameterizedTest
  @EnumSource(Direction.class)
  void bytesPass(Direction direction) throws Exception {
    try (Link link = Link.with(Fault.none())) {
      CompletableFuture<Void> sender =
          CompletableFuture.runAsync(
              () -> {
                try {
                  link.send(direction, LARGE);
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
      link.receive(direction, LARGE);
      sender.join();
      link.proxy.log().awaitPassed(direction, LARGE);
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void anEndPassesAndTheOtherDirectionGoesOn(Direction direction) throws Exception {
    Direction back = direction == Direction.UPSTREAM ? Direction.DOWNSTREAM : Direction.UPSTREAM;
    try (Link link = Link.with(Fault.none())) {
      link.send(direction, 10);
      link.source(direction).shutdownOutput();
      assertEquals("10, then end", link.rest(direction));
      link.send(back, 20);
      link.source(back).shutdownOutput();
      assertEquals("20, then end", link.rest(back));
      link.proxy.log().awaitAllClosed();
      ProxyEvent last = link.proxy.log().events().get(link.proxy.log().events().size() - 1);
      assertEquals(ProxyEvent.Kind.CLOSED, last.kind());
      assertEquals(30, last.upstream() + last.downstream());
    }
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void aResetPasses(Direction direction) throws Exception {
    try (Link link = Link.with(Fault.none())) {
      link.send(direction, 10);
      link.receive(direction, 10);
      link.source(direction).setSoLinger(true, 0);
      link.source(direction).close();
      assertEquals("0, then reset", link.rest(direction));
      link.proxy.log().awaitAllClosed();
    }
  }

  /** The 413 of a server that closes at once: what it said must not get lost on its way. */
  @Test
  void whatAServerSaidBeforeItResetReachesAClientThatSends() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (Link link = Link.with(Fault.none())) {
        Thread sender =
            new Thread(
                () -> {
                  try {
                    link.send(Direction.UPSTREAM, LARGE);
                  } catch (Exception e) {
                    // It is reset.
                  }
                });
        sender.start();
        link.server.getInputStream().read();
        link.send(Direction.DOWNSTREAM, 100);
        link.server.close();
        link.receive(Direction.DOWNSTREAM, 100);
        sender.join();
      }
    }
  }

  @Test
  void aServerThatIsNotThereIsAResetAndAnEvent() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (FaultProxy proxy = FaultProxy.to(URI.create("http://127.0.0.1:" + port));
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      proxy.log().await(ProxyEvent.Kind.FAILED, 1);
      proxy.log().awaitAllClosed();
      assertThrows(IOException.class, () -> client.getInputStream().read());
    }
  }

  @Test
  void aWaitInVainSaysWhatWasWaitedForAndWhatHappened() throws Exception {
    try (Link link = Link.with(Fault.none())) {
      AssertionError error =
          assertThrows(
              AssertionError.class,
              () -> link.proxy.log().await("a miracle", log -> false, Duration.ofMillis(20)));
      assertEquals(
          "within PT0.02S this did not happen at the proxy: a miracle\n"
              + "1 ACCEPTED (up 0, down 0)",
          error.getMessage());
    }
  }
}
