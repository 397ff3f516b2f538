package io.httpstream.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.httpstream.message.EarlyResponseException;
import io.httpstream.message.Limits;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.transport.Wire;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * A writer that is blocked can't look for a response, so that the guard lets the transport look.
 */
class BlockedWriterTest extends SendingTest {
  private final CompletableFuture<IOException> released = new CompletableFuture<>();

  @Test
  void theTransportLooksForAResponseAndLetsTheBlockedWriteFail() throws Exception {
    AtomicReference<Throwable> told = new AtomicReference<>();
    transport.script =
        (request, call) -> {
          call.whileBlocked(
              () -> {
                call.finalStatus(413);
                released.complete(new IOException("stopped"));
              });
          transport.events.add(call.writeBody(new StalledWire(released)) ? "finished" : "stopped");
          return Response.builder(413).build();
        };
    RequestBody body =
        RequestBody.writer(
            out -> {
              try {
                out.write(new byte[100_000]);
              } catch (IOException e) {
                told.set(e);
                throw e;
              }
            });
    try (Response response = send(body)) {
      assertEquals(413, response.status());
    }
    assertEquals(List.of("stopped"), transport.events);
    assertEquals(413, assertInstanceOf(EarlyResponseException.class, told.get()).status());
  }

  @Test
  void itIsLookedForWhereNoLimitIsSetAtAll() throws Exception {
    transport.script =
        (request, call) -> {
          call.whileBlocked(() -> released.complete(new IOException("looked")));
          call.writeBody(new StalledWire(released));
          return Response.builder(200).build();
        };
    Limits none =
        Limits.defaults()
            .connect(Limits.NEVER)
            .lease(Limits.NEVER)
            .responseHeaders(Limits.NEVER)
            .readIdle(Limits.NEVER)
            .writeStall(Limits.NEVER);
    RequestBody body = RequestBody.writer(out -> out.write(new byte[100_000]));
    IOException e =
        assertThrows(
            IOException.class, () -> guard.send(post(body).toBuilder().limits(none).build()));
    assertEquals("looked", e.getCause().getCause().getMessage());
  }

  @Test
  void aTransportThatCannotLookEndsTheExchange() {
    transport.script =
        (request, call) -> {
          call.onAbort(released::complete);
          call.whileBlocked(
              () -> {
                throw new IllegalStateException("broken");
              });
          call.writeBody(new StalledWire(released));
          return Response.builder(200).build();
        };
    IOException e =
        assertThrows(IOException.class, () -> send(out -> out.write(new byte[100_000])));
    assertEquals("broken", e.getCause().getMessage());
  }

  @Test
  void nobodyLooksAnyMoreWhenTheWriteHasReturned() throws Exception {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    AtomicBoolean looking = new AtomicBoolean();
    AtomicBoolean returned = new AtomicBoolean();
    transport.script =
        (request, call) -> {
          call.whileBlocked(
              () -> {
                looking.set(true);
                taken.complete(null);
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
                while (!returned.get() && System.nanoTime() < end) {
                  Thread.onSpinWait();
                }
                looking.set(false);
              });
          call.writeBody(new SlowWire(taken));
          return Response.builder(200).build();
        };
    AtomicBoolean stillLooking = new AtomicBoolean();
    RequestBody body =
        RequestBody.writer(
            out -> {
              out.write(new byte[100_000]);
              stillLooking.set(looking.get());
              returned.set(true);
            });
    send(body).close();
    assertFalse(stillLooking.get());
  }

  /** Takes everything, once it may. */
  private record SlowWire(CompletableFuture<Void> taken) implements Wire {
    @Override
    public byte[] emit(byte[] buffer, int length) {
      taken.join();
      return buffer;
    }

    @Override
    public void pass(byte[] bytes, int offset, int length) {
      taken.join();
    }

    @Override
    public void flush() {}
  }
}
