package io.httpstream.examples.byhand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.examples.ProgramRun;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class RelayByHandTest {
  @Test
  void theFileArrivesWithItsName() throws Exception {
    ProgramRun run = ProgramRun.of(RelayByHand.class, "1000000");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.lastLine().startsWith("by hand name=large_file.txt bytes=1000000 "), run.out());
  }

  @Test
  void aWriterThatFailsIsNoEndOfStream() throws IOException {
    try (BodyPipe pipe =
            new BodyPipe(
                out -> {
                  out.write(1);
                  throw new IOException("the origin is gone");
                });
        InputStream body = pipe.start()) {
      IOException failure = assertThrows(IOException.class, body::readAllBytes);
      assertEquals("the origin is gone", failure.getCause().getMessage());
    }
  }
}
