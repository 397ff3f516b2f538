package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.testbed.RawServer;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.client.HttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Jetty does by itself to memory that is no more its own. */
@Timeout(60)
@SuppressWarnings("try") // Closing an HttpClient of Jetty may be interrupted.
class BuffersByHandTest {
  private static final int EXCHANGES = 500;

  /** jetty#12934. Another exchange may have the buffer by then, and reads wrong bytes. */
  @Test
  void aBufferIsClearedAfterItWasGivenBack() throws Exception {
    WatchedMemory memory = new WatchedMemory();
    try (HttpClient client = new HttpClient();
        RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
                })) {
      client.setByteBufferPool(memory);
      client.start();
      for (int i = 0; i < EXCHANGES && !memory.wasTouched(); i++) {
        assertThrows(ExecutionException.class, () -> client.newRequest(server.uri()).send());
      }
    }
    assertTrue(
        memory.wasTouched(),
        "no buffer was touched after it was given back: ViewPool and ReceivingTurns may go");
  }
}
