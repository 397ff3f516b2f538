package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A buffer that Jetty has given back is the next holder's alone. */
@Timeout(60)
class ViewPoolTest {
  private static final int EXCHANGES = 20;
  private static final String HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final WatchedMemory memory = new WatchedMemory();
  private final ByteBufferPool pool = new ViewPool(memory);

  @Test
  void theMemoryIsGivenBackOnceHoweverOftenAViewIsReleased() {
    RetainableByteBuffer buffer = pool.acquire(16, false);
    buffer.retain();
    assertFalse(buffer.release());
    assertTrue(memory.released.isEmpty(), "there is a holder still");
    assertTrue(buffer.release());
    assertFalse(buffer.release());
    assertEquals(1, memory.released.size());
    assertEquals(0, memory.releasedTwice.size());
  }

  @Test
  void nothingThatIsDoneToAViewThatWasReleasedShowsToTheNextHolder() {
    RetainableByteBuffer buffer = pool.acquire(16, false);
    ByteBuffer view = buffer.getByteBuffer();
    buffer.release();
    BufferUtil.clear(view);
    memory.checkReleased();
    assertThrows(IllegalStateException.class, buffer::retain);
  }

  @Test
  void aViewBeginsEmptyAndHasAllOfTheMemory() {
    ByteBuffer view = pool.acquire(16, true).getByteBuffer();
    assertEquals(0, view.remaining());
    assertEquals(16, view.capacity());
    assertTrue(view.isDirect());
  }

  /** Jetty clears the buffer of a response's head when the response has failed in between. */
  @ParameterizedTest
  @ValueSource(
      strings = {HEAD, HEAD + "5\r\nab", "HTTP/1.1 100 \r\n\r\n", "HTTP/1.1 100 \r\n\r\n" + HEAD})
  void aBufferIsLeftAloneOnceItWasGivenBackWhenAResponseIsCut(String sent) throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send(sent);
                });
        JettyTransport transport =
            JettyTransport.customize(client -> client.setByteBufferPool(memory))) {
      for (int i = 0; i < EXCHANGES; i++) {
        assertThrows(
            IOException.class,
            () -> {
              Response response =
                  transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall());
              long unused = response.body().transferTo(OutputStream.nullOutputStream());
            });
      }
    }
    assertFalse(memory.released.isEmpty());
    memory.checkReleased();
  }
}
