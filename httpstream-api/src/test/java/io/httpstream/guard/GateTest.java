package io.httpstream.guard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.LengthMismatchException;
import io.httpstream.message.Limits;
import io.httpstream.message.RequestBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest extends SendingTest {
  @Test
  void smallWritesAreCoalescedInChunksOf64KiB() throws Exception {
    send(
        out -> {
          for (int i = 0; i < 150_000; i++) {
            out.write(i);
          }
        });
    assertEquals(List.of(65536, 65536, 18928), transport.chunks);
  }

  @Test
  void aLargeWritePassesWithoutACopyBehindWhatWasWrittenBefore() throws Exception {
    byte[] large = new byte[200_000];
    new Random(1).nextBytes(large);
    send(
        out -> {
          out.write(7);
          out.write(large, 1, 100_000);
        });
    assertEquals(List.of(1, -100_000), transport.chunks);
    byte[] sent = transport.sent.toByteArray();
    assertEquals(7, sent[0]);
    assertEquals(large[100_000], sent[100_000]);
  }

  @Test
  void aBodyOfBytesLeavesInOnePiece() throws Exception {
    send(RequestBody.text("small"));
    assertEquals(List.of(5), transport.chunks);
  }

  @Test
  void theLastDeclaredByteLeavesOnlyWhenTheWriterHasReturned() throws Exception {
    for (int size : new int[] {1, 2, 1000, 65_536, 65_537, 200_000}) {
      transport.sent.reset();
      IOException own = new IOException("after the last byte");
      RequestBody body =
          RequestBody.writer(
              out -> {
                out.write(new byte[size]);
                out.flush();
                throw own;
              });
      assertSame(own, assertThrows(IOException.class, () -> send(body.length(size))));
      assertTrue(transport.sent.size() < size, transport.sent.size() + " of " + size);
      RequestBody good =
          RequestBody.writer(
              out -> {
                out.write(new byte[size]);
                out.flush();
                out.flush();
              });
      transport.sent.reset();
      send(good.length(size));
      assertEquals(size, transport.sent.size());
      RequestBody stream = RequestBody.stream(new ByteArrayInputStream(new byte[size]));
      transport.sent.reset();
      send(stream.length(size));
      assertEquals(size, transport.sent.size());
    }
  }

  @Test
  void writesOfAllSizesLeaveInTheirOrder() throws Exception {
    int[] sizes = {1, 10, 1000, 8191, 65_535, 65_536, 65_537, 100_000};
    for (int first : sizes) {
      for (int last : sizes) {
        for (boolean declared : new boolean[] {true, false}) {
          byte[] bytes = new byte[first + last];
          new Random(first).nextBytes(bytes);
          RequestBody body =
              RequestBody.writer(
                  out -> {
                    out.write(bytes, 0, first);
                    out.write(bytes, first, last);
                  });
          transport.sent.reset();
          send(declared ? body.length(bytes.length) : body).close();
          assertArrayEquals(bytes, transport.sent.toByteArray(), first + " then " + last);
        }
      }
    }
  }

  @Test
  void aBodyThatDeclaredNothingIsHeldToItBeforeAnythingIsSent() throws Exception {
    RequestBody stream = RequestBody.stream(new ByteArrayInputStream(new byte[5])).length(0);
    LengthMismatchException e = assertThrows(LengthMismatchException.class, () -> send(stream));
    assertTrue(e.written() > 0, e.getMessage());
    assertEquals(List.of(), transport.events);
    send(RequestBody.text(""));
    assertEquals(0, transport.sent.size());
  }

  @Test
  void aStreamIsReadStraightIntoTheBuffer() throws Exception {
    byte[] bytes = new byte[200_000];
    new Random(2).nextBytes(bytes);
    send(RequestBody.stream(new ByteArrayInputStream(bytes)));
    assertArrayEquals(bytes, transport.sent.toByteArray());
    assertEquals(List.of(65536, 65536, 65536, 3392), transport.chunks);
  }

  @Test
  void aFlushSendsWhatIsThereAndFlushesTheWire() throws Exception {
    send(
        out -> {
          out.write(new byte[10]);
          out.flush();
          assertEquals(List.of(10), transport.chunks);
          out.write(new byte[5]);
        });
    assertEquals(List.of("flush", "finished"), transport.events);
    assertEquals(List.of(10, 5), transport.chunks);
  }

  @Test
  void whoOnlyFlushesProducesNothing() throws Exception {
    RequestBody body = RequestBody.writer(out -> {});
    Limits hour = Limits.defaults().producerIdle(Duration.ofHours(1));
    Leaks leaks = new Leaks(leak -> {});
    LimitTimer timer = new LimitTimer(Set.of(), leaks);
    Exchange exchange =
        new Exchange(post(body).toBuilder().limits(hour).build(), timer, leaks, guarded -> {});
    Gate gate = new Gate(exchange, transport.wire(), body);
    gate.write(1);
    gate.flush();
    long left = exchange.deadlines().left();
    while (exchange.deadlines().left() == left) {
      Thread.onSpinWait();
    }
    gate.flush();
    assertTrue(exchange.deadlines().left() < left, "the time has begun anew");
  }

  @Test
  void closingTheStreamHarmsNothing() throws Exception {
    send(
        out -> {
          out.close();
          out.write(1);
          out.close();
        });
    assertEquals(1, transport.sent.size());
  }

  @Test
  void aWriterThatKeptTheStreamGetsAnExceptionAfterwards() throws Exception {
    AtomicReference<OutputStream> kept = new AtomicReference<>();
    send(kept::set);
    assertThrows(IOException.class, () -> kept.get().write(1));
    assertThrows(IOException.class, () -> kept.get().flush());
  }

  @Test
  void moreThanDeclaredFailsBeforeAByteOfItLeaves() {
    LengthMismatchException e =
        assertThrows(
            LengthMismatchException.class,
            () ->
                send(
                    RequestBody.writer(
                            out -> {
                              out.write(new byte[10]);
                              out.flush();
                              out.write(new byte[90_000]);
                            })
                        .length(11)));
    assertEquals(10, transport.sent.size());
    assertEquals(11, e.declared());
    assertEquals(90_010, e.written());
    assertTrue(e.getMessage().contains("declared 11 bytes and wrote more"), e.getMessage());
    assertFalse(e.getMessage().contains("secret"), e.getMessage());
  }

  @Test
  void aFileThatShrinksIsNamedAndTheMessageIsNotFinished(@TempDir Path directory) throws Exception {
    Path file = Files.write(directory.resolve("shrinking.log"), new byte[1000]);
    RequestBody body = RequestBody.file(file);
    Files.write(file, new byte[400]);
    LengthMismatchException e = assertThrows(LengthMismatchException.class, () -> send(body));
    assertTrue(e.getMessage().contains("shrinking.log"), e.getMessage());
    assertEquals(400, e.written());
    assertEquals(List.of(), transport.events);
  }

  @Test
  void lessThanDeclaredFailsAndTheMessageIsNotFinished() {
    LengthMismatchException e =
        assertThrows(
            LengthMismatchException.class,
            () -> send(RequestBody.writer(out -> out.write(new byte[10])).length(11)));
    assertEquals(10, e.written());
    assertEquals(List.of(), transport.events);
  }

  @Test
  void aWriterThatSwallowsAFailureCannotFinishTheMessage() {
    assertThrows(
        LengthMismatchException.class,
        () ->
            send(
                RequestBody.writer(
                        out -> {
                          try {
                            out.write(new byte[2]);
                          } catch (IOException ignored) {
                            // What a careless writer does.
                          }
                        })
                    .length(1)));
    assertEquals(List.of(), transport.events);
  }
}
