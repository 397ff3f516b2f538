package io.httpstream.verification.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Limits;
import io.httpstream.message.Response;
import io.httpstream.tck.memory.SmallJvm;
import io.httpstream.tck.server.RawServer;
import io.httpstream.test.proxy.FaultProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many at once, through a network that fails all the time: {@code mvn verify -Psoak}. The seconds
 * for each transport are the system property {@code httpstream.soak.seconds}; what is printed says
 * how to have the same lots drawn again, though threads take their turns as they like.
 */
class TransportSoak {
  private static final int CALLERS = 200;
  private static final int UPLOADS = 1_000;
  private static final int MEBIBYTES = 256;
  private static final long SECONDS = Long.getLong("httpstream.soak.seconds", 60);
  private static final long SEED = Long.getLong("httpstream.soak.seed", System.nanoTime());
  private static final Duration SHORT = Duration.ofSeconds(1);

  @ParameterizedTest
  @ValueSource(strings = {"apache", "okhttp", "jetty", "jdk"})
  void everyExchangeHasOneOutcomeAndNothingIsLeft(String transport) throws Exception {
    System.out.println(transport + ": -Dhttpstream.soak.seed=" + SEED);
    Leftovers leftovers = new Leftovers();
    Tally tally = new Tally();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (RawServer server = SoakServer.start();
        FaultProxy proxy = FaultProxy.to(server.uri("/")).faults(Weather.of(SEED))) {
      try (HttpStreamClient http =
          HttpStreamClient.builder(proxy.uri("").toString())
              .transport(transport)
              .connectionsPerOrigin(CALLERS)
              .limits(TransportSoak::limits)
              .build()) {
        soak(http, clock, tally);
        System.out.println(transport + ": " + tally);
        tally.check();
        assertTrue(tally.count(Caller.SUCCESS) > 0, "some must succeed");
        proxy.heal();
        proxy.resetAll();
        proxy.log().awaitAllClosed();
        expectAllToSucceed(http);
      }
      Leftovers.eventually(
          "the proxy sees all connections of the closed client closed",
          () -> proxy.log().open() == 0,
          proxy.log()::open);
      Leftovers.eventually(
          "the server sees all connections closed", () -> server.open() == 0, server::open);
    } finally {
      clock.shutdownNow();
    }
    leftovers.expectNone();
  }

  private static Limits limits(Limits limits) {
    return limits
        .connect(SHORT.multipliedBy(2))
        .lease(SHORT.multipliedBy(5))
        .responseHeaders(SHORT.multipliedBy(2))
        .readIdle(SHORT)
        .writeStall(SHORT)
        .total(SHORT.multipliedBy(10));
  }

  private static void soak(HttpStreamClient http, ScheduledExecutorService clock, Tally tally)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    ThreadFactory threads = Callers.threads();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Caller caller = new Caller(http, clock, tally, SEED * 1_000 + i);
      Thread thread = threads.newThread(() -> caller.runUntil(end));
      callers.add(thread);
      thread.start();
    }
    long patience = end + TimeUnit.SECONDS.toNanos(60);
    for (Thread thread : callers) {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(patience - System.nanoTime())));
      if (thread.isAlive()) {
        throw new AssertionError("a caller hangs: " + thread + "\n" + Stacks.all(thread));
      }
    }
  }

  /** No connection and no place is held by what failed before: all of them are taken at once. */
  private static void expectAllToSucceed(HttpStreamClient http) {
    List<Response> responses = new ArrayList<>();
    try {
      for (int i = 0; i < CALLERS; i++) {
        responses.add(http.get("/down/1").send());
      }
      for (Response response : responses) {
        assertEquals(1, response.requireSuccess().text().length());
      }
    } catch (IOException e) {
      throw new AssertionError("the network works again, but the client does not", e);
    } finally {
      responses.forEach(Response::close);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"apache", "okhttp", "jetty", "jdk"})
  void aThousandUploadsAtOnceNeedLittleMemory(String transport) throws Exception {
    try (RawServer server = SoakServer.start();
        SmallJvm jvm =
            SmallJvm.start(
                MEBIBYTES,
                ManyUploads.class.getName(),
                List.of(transport, server.uri("").toString(), Integer.toString(UPLOADS)))) {
      String output = jvm.outputAtEnd();
      assertTrue(output.strip().endsWith(UPLOADS + " uploads were right"), output);
    }
  }
}
