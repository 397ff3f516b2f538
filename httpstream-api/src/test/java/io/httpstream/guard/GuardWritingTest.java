package io.httpstream.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.BodyWriter;
import io.httpstream.message.ConnectionLostException;
import io.httpstream.message.EarlyResponseException;
import io.httpstream.message.ExchangeException;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.NotReplayableException;
import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.Scope;
import io.httpstream.transport.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GuardWritingTest extends SendingTest {
  @Test
  void aWireThatBreaksUncheckedIsAFailureToo() {
    IllegalStateException broken = new IllegalStateException("broken");
    transport.script =
        (request, call) -> {
          call.writeBody(
              new Wire() {
                @Override
                public byte[] emit(byte[] buffer, int length) {
                  throw broken;
                }

                @Override
                public void pass(byte[] bytes, int offset, int length) {
                  throw broken;
                }

                @Override
                public void flush() {}
              });
          return Response.builder(200).build();
        };
    BodyWriter careless =
        out -> {
          try {
            out.write(new byte[70_000]);
          } catch (IllegalStateException swallowed) {
            out.write(1);
          }
        };
    assertSame(broken, assertThrows(IllegalStateException.class, () -> send(careless)));
  }

  @Test
  void theWritersOwnExceptionReachesTheCallerAsTheSameInstance() {
    for (Throwable own :
        List.of(
            new IOException("io"), new IllegalArgumentException("rt"), new StackOverflowError())) {
      Throwable seen =
          assertThrows(
              Throwable.class,
              () ->
                  send(
                      out -> {
                        out.write(1);
                        if (own instanceof Error error) {
                          throw error;
                        }
                        throw (Exception) own;
                      }));
      assertSame(own, seen);
    }
    assertEquals(List.of(), transport.events);
  }

  @Test
  void aCheckedExceptionOfTheWriterArrivesAsTheCause() {
    Exception own = new ReflectiveOperationException("checked");
    ExchangeException e =
        assertThrows(
            ExchangeException.class,
            () ->
                send(
                    out -> {
                      throw own;
                    }));
    assertSame(own, e.getCause());
    assertEquals(Phase.WRITING, e.phase());
  }

  @Test
  void whatTheTransportThrowsAfterTheWriterIsSuppressed() {
    IOException own = new IOException("own");
    IOException later = new IOException("later");
    transport.script =
        (request, call) -> {
          assertThrows(IOException.class, () -> call.writeBody(transport.wire()));
          throw later;
        };
    IOException seen =
        assertThrows(
            IOException.class,
            () ->
                send(
                    out -> {
                      throw own;
                    }));
    assertSame(own, seen);
    assertSame(later, seen.getSuppressed()[0].getCause());
  }

  @Test
  void aTransportThatIsStuckAfterTheWriterHasFailedIsFreed() {
    IOException own = new IOException("own");
    CompletableFuture<IOException> killed = new CompletableFuture<>();
    transport.script =
        (request, call) -> {
          call.onAbort(killed::complete);
          assertThrows(IOException.class, () -> call.writeBody(transport.wire()));
          throw new IOException(killed.join());
        };
    RequestBody failing =
        RequestBody.writer(
            out -> {
              throw own;
            });
    Limits brief = Limits.defaults().total(Duration.ofSeconds(1));
    Request request =
        post(failing).toBuilder().limits(brief).scope(Scope.within(brief.get(Limit.TOTAL))).build();
    assertSame(own, assertThrows(IOException.class, () -> guard.send(request)));
    assertInstanceOf(ExchangeTimeoutException.class, killed.join());
  }

  @Test
  void aResponseThatComesThoughTheWriterFailedIsGivenUpBeforeItIsClosed() {
    IOException own = new IOException("own");
    CompletableFuture<IOException> killed = new CompletableFuture<>();
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }

          @Override
          public void close() {
            assertTrue(killed.isDone(), "this would read to the end");
          }
        };
    transport.script =
        (request, call) -> {
          call.onAbort(killed::complete);
          assertThrows(IOException.class, () -> call.writeBody(transport.wire()));
          return Response.builder(200).body(endless).build();
        };
    BodyWriter failing =
        out -> {
          throw own;
        };
    assertSame(own, assertThrows(IOException.class, () -> send(failing)));
    assertEquals(0, own.getSuppressed().length);
  }

  @Test
  void anErrorOfTheWriterReachesTheTransportAsAnIoException() {
    transport.script =
        (request, call) -> {
          IOException poison =
              assertThrows(IOException.class, () -> call.writeBody(transport.wire()));
          throw poison;
        };
    assertThrows(
        StackOverflowError.class,
        () ->
            send(
                out -> {
                  throw new StackOverflowError();
                }));
  }

  @Test
  void aBrokenWireIsATypedFailureWhateverTheWriterMakesOfIt() {
    SocketException reset = new SocketException("Connection reset");
    transport.script =
        (request, call) -> {
          call.writeBody(brokenWire(reset));
          return Response.builder(200).build();
        };
    for (BodyWriter writer :
        List.<BodyWriter>of(
            out -> out.write(new byte[70_000]),
            out -> {
              try {
                out.write(new byte[70_000]);
              } catch (IOException e) {
                throw new IllegalStateException("wrapped", e);
              }
            },
            out -> {
              try {
                out.write(new byte[70_000]);
              } catch (IOException swallowed) {
                // What a careless writer does.
              }
            })) {
      ConnectionLostException e = assertThrows(ConnectionLostException.class, () -> send(writer));
      assertSame(reset, e.getCause());
      assertFalse(e.safeToRetry());
    }
  }

  private static Wire brokenWire(IOException failure) {
    return new Wire() {
      @Override
      public byte[] emit(byte[] buffer, int length) throws IOException {
        throw failure;
      }

      @Override
      public void pass(byte[] bytes, int offset, int length) throws IOException {
        throw failure;
      }

      @Override
      public void flush() throws IOException {
        throw failure;
      }
    };
  }

  @Test
  void anEarlyResponseStopsTheWriterAndReachesTheCaller() throws Exception {
    AtomicReference<EarlyResponseException> seen = new AtomicReference<>();
    transport.script =
        (request, call) -> {
          call.finalStatus(413);
          transport.events.add(call.writeBody(transport.wire()) ? "finished" : "stopped");
          return Response.builder(413).build();
        };
    Response response =
        send(
            out ->
                seen.set(assertThrows(EarlyResponseException.class, () -> out.write(new byte[1]))));
    assertEquals(413, response.status());
    assertEquals(413, seen.get().status());
    assertEquals(List.of("stopped"), transport.events);
  }

  @Test
  void aResponseThatCrossesTheLastBytesIsNotEarly() throws Exception {
    transport.script =
        (request, call) -> {
          boolean complete =
              call.writeBody(
                  new Wire() {
                    @Override
                    public byte[] emit(byte[] buffer, int length) {
                      call.finalStatus(404);
                      return buffer;
                    }

                    @Override
                    public void pass(byte[] bytes, int offset, int length) {}

                    @Override
                    public void flush() {}
                  });
          transport.events.add(complete ? "finished" : "stopped");
          return Response.builder(404).build();
        };
    send(RequestBody.text("all of it"));
    assertEquals(List.of("finished"), transport.events);
  }

  @Test
  void anEarlySuccessLetsTheWriterGoOn() throws Exception {
    transport.script =
        (request, call) -> {
          call.finalStatus(200);
          assertTrue(call.writeBody(transport.wire()));
          return Response.builder(200).build();
        };
    send(out -> out.write(new byte[3]));
    assertEquals(3, transport.sent.size());
  }

  @Test
  void aTransportCannotWriteTheBodyOfOneExchangeTwice() {
    transport.script =
        (request, call) -> {
          call.writeBody(transport.wire());
          call.writeBody(transport.wire());
          return Response.builder(200).build();
        };
    assertThrows(IOException.class, () -> send(RequestBody.text("replayable")));
    assertEquals(10, transport.sent.size());
  }

  @Test
  void aUsedUpBodyIsRefusedBeforeTheTransportIsAsked() throws Exception {
    Request request = post(RequestBody.writer(out -> out.write(1)));
    guard.send(request);
    assertThrows(NotReplayableException.class, () -> guard.send(request));
    assertEquals(List.of("finished"), transport.events);
  }
}
