package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What it adds to Jetty's reading; what it adds to the writing: WireFormatTest. */
@Timeout(60)
class ChunkEndPointTest {
  @Test
  void aBodyThatIsNotValidIsNotReadMuchFurther() throws Exception {
    try (QuickServer server = new QuickServer()) {
      int read = server.readBeforeTheFailure(OriginTransport::new);
      assertTrue(read < QuickServer.BYTES / 4, "the failure is told after " + read + " bytes");
    }
  }
}
