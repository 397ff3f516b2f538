package io.httpstream.transport.apache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Transport;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WriterFailureTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private final Transport transport = ApacheTransport.create();

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5})
  void aBodyWhoseWriterFailsIsNeverCompleteAndWhatWasFlushedArrives(int length) throws Exception {
    IOException cause = new IOException("the source is broken");
    assertSame(cause, failing(transport, length, cause));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5})
  void anErrorOfTheWriterPassesAndLeavesThePoolAlone(int length) throws Exception {
    AssertionError cause = new AssertionError("not an IOException");
    AtomicInteger connections = new AtomicInteger();
    try (RawServer server =
        new RawServer(
            peer -> {
              connections.incrementAndGet();
              while (true) {
                peer.head();
                peer.send(OK);
              }
            })) {
      get(server);
      assertSame(cause, failing(transport, length, cause));
      get(server);
      assertEquals(1, connections.get(), "the idle connection has survived");
    }
  }

  private void get(RawServer server) throws IOException {
    transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall()).close();
  }

  /** What a writer's failure is to the caller; fails if the server sees a complete message. */
  static Throwable failing(Transport transport, int length, Throwable cause) throws Exception {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              try {
                String head = peer.head();
                if (length < 0) {
                  assertEquals(3, peer.chunk().length);
                }
                UploadTest.sum(peer, head);
                outcome.complete("whole");
              } catch (IOException e) {
                outcome.complete("cut");
              }
            })) {
      TestCall call =
          new TestCall(
              wire -> {
                wire.emit(new byte[] {1, 2, 3}, 3);
                wire.flush();
                if (cause instanceof IOException io) {
                  throw io;
                }
                throw (Error) cause;
              });
      Throwable thrown =
          assertThrows(
              Throwable.class,
              () -> transport.exchange(Bodies.request("POST", server.uri(), length), call));
      assertEquals("cut", outcome.get(10, TimeUnit.SECONDS));
      assertEquals(1, call.written.get());
      return thrown;
    }
  }

  @Test
  void aMessageThatAnEarlyResponseMadeUselessIsNotFinishedAndTheResponseIsRead() throws Exception {
    CompletableFuture<Integer> rest = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.chunk();
              peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nmuch");
              try {
                rest.complete(peer.in.read());
              } catch (IOException reset) {
                rest.complete(-1);
              }
            })) {
      TestCall call =
          new TestCall(
              wire -> {
                wire.emit(new byte[] {1, 2, 3}, 3);
                wire.flush();
                return false;
              });
      try (Response response = transport.exchange(Bodies.request("POST", server.uri(), -1), call)) {
        assertEquals(413, response.status());
        assertEquals("much", response.text());
      }
      assertEquals(-1, rest.get(), "closed, not used again");
    }
  }
}
