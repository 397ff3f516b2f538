package io.httpstream.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.LeakedResponse;
import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeaksTest {
  private final ScriptedTransport transport = ScriptedTransport.accepting();
  private final List<LeakedResponse> leaks = new CopyOnWriteArrayList<>();
  private final AtomicInteger dropped = new AtomicInteger();
  private final Guard guard = new Guard(transport, 64, leaks::add);

  LeaksTest() {
    transport.script =
        (request, call) -> {
          call.onAbort(reason -> dropped.incrementAndGet());
          return Response.builder(207).body(new ByteArrayInputStream(new byte[10])).build();
        };
  }

  @AfterEach
  void close() {
    guard.close();
  }

  private static Request get(Limits limits) {
    return Request.builder("GET", URI.create("http://h/p?key=secret")).limits(limits).build();
  }

  private interface Use {
    void use(Response response) throws IOException;
  }

  /** Methods of their own, so that no variable keeps the response. */
  private WeakReference<Object> open(Limits limits, Use use) throws IOException {
    Response response = guard.send(get(limits));
    use.use(response);
    return new WeakReference<>(response.body());
  }

  private static void awaitCollected(WeakReference<Object> reference) {
    while (reference.get() != null) {
      System.gc();
    }
  }

  @Test
  void aDroppedResponseIsToldWithThePlaceItWasOpenedAtAndItsConnectionDropped() throws Exception {
    open(Limits.defaults(), Response::status);
    while (leaks.isEmpty()) {
      System.gc();
    }
    LeakedResponse leak = leaks.get(0);
    assertEquals(207, leak.status());
    assertTrue(leak.request().startsWith("GET http://h/p?key="), leak.toString());
    assertTrue(!leak.request().contains("secret"), leak.toString());
    assertEquals(1, dropped.get());
    assertEquals(1, leaks.size());
  }

  @Test
  void theNextRequestFindsItToo() throws Exception {
    Limits none = Limits.defaults();
    for (Limit limit : Limit.values()) {
      none = none.with(limit, Limits.NEVER);
    }
    WeakReference<Object> body = open(none, Response::status);
    awaitCollected(body);
    while (leaks.isEmpty()) {
      open(none, Response::close);
    }
    assertEquals(1, leaks.size());
  }

  @Test
  void whatIsClosedReadToItsEndOrCancelledIsNoLeak() throws Exception {
    awaitCollected(open(Limits.defaults(), Response::close));
    awaitCollected(open(Limits.defaults(), response -> response.body().readAllBytes()));
    awaitCollected(open(Limits.defaults(), Response::abort));
    for (int i = 0; i < 3; i++) {
      System.gc();
      open(Limits.defaults(), Response::close);
    }
    assertEquals(List.of(), leaks);
  }

  @Test
  void aListenerThatFailsHarmsNobody() throws Exception {
    AtomicInteger told = new AtomicInteger();
    try (Guard other =
        new Guard(
            transport,
            64,
            leak -> {
              if (told.incrementAndGet() == 1) {
                throw new IllegalStateException("broken");
              }
              throw new AssertionError("broken");
            })) {
      for (int i = 1; i <= 3; i++) {
        assertEquals(207, other.send(get(Limits.defaults())).status());
        while (told.get() < i) {
          System.gc();
        }
      }
    }
  }
}
