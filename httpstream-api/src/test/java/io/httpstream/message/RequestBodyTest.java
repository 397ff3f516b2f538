package io.httpstream.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestBodyTest {
  private static String written(RequestBody body) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    body.writeTo(out);
    return out.toString(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void aOneShotBodyIsWrittenOnceUnderWhateverName() throws Exception {
    RequestBody body = RequestBody.writer(out -> out.write('x'));
    RequestBody typed = body.mediaType("text/plain").length(1);
    assertEquals("x", written(body));
    assertTrue(typed.isUsedUp());
    assertThrows(IllegalStateException.class, () -> written(typed));
  }

  @Test
  void bytesTextFilesAndOpenedStreamsAreReplayable(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("f"), "abc");
    for (RequestBody body :
        new RequestBody[] {
          RequestBody.text("abc"),
          RequestBody.bytes("abc".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
          RequestBody.file(file),
          RequestBody.open(() -> Files.newInputStream(file)),
          RequestBody.writer(out -> out.write(new byte[] {'a', 'b', 'c'})).replayable()
        }) {
      assertTrue(body.isReplayable(), body.toString());
      assertEquals("abc", written(body));
      assertEquals("abc", written(body));
      assertFalse(body.isUsedUp());
    }
  }

  @Test
  void aFileThatIsMissingIsNamedBeforeAnythingIsSent(@TempDir Path directory) {
    Path missing = directory.resolve("missing.bin");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RequestBody.file(missing));
    assertTrue(e.getMessage().contains("missing.bin"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> RequestBody.file(directory));
  }

  @Test
  void aFileThatGrowsIsSentInTheLengthItHad(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("log"), "abc");
    RequestBody body = RequestBody.file(file);
    Files.writeString(file, "abcdef");
    assertEquals("abc", written(body));
  }

  @Test
  void aStreamIsClosedOnceHoweverOftenTheBodyIsClosed() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    InputStream stream =
        new ByteArrayInputStream(new byte[0]) {
          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };
    RequestBody body = RequestBody.stream(stream);
    body.mediaType("a/b").close();
    body.through(out -> out).close();
    body.close();
    assertEquals(1, closed.get());
  }

  @Test
  void aStreamCannotBeDeclaredReplayable() {
    RequestBody body = RequestBody.stream(InputStream.nullInputStream());
    assertTrue(
        assertThrows(IllegalStateException.class, body::replayable)
            .getMessage()
            .contains("RequestBody.open"));
  }

  @Test
  void badLengthsAndMediaTypesAreRejected() {
    RequestBody body = RequestBody.writer(out -> {});
    assertThrows(IllegalArgumentException.class, () -> body.length(-1));
    assertThrows(IllegalArgumentException.class, () -> body.mediaType("csv"));
    assertThrows(IllegalArgumentException.class, () -> body.mediaType("text/csv\r\nX: y"));
  }

  @Test
  void whatAWrapperHoldsBackIsOutWhenTheBodyIsWritten() throws Exception {
    RequestBody body = RequestBody.text("abc").through(java.io.BufferedOutputStream::new);
    assertEquals("abc", written(body));
    assertEquals(3, body.length());
  }

  @Test
  void aWrappedBodyIsAsReplayableAndAsUsedUpAsWhatItWraps() throws Exception {
    RequestBody writer = RequestBody.writer(out -> out.write('x'));
    assertTrue(writer.through(out -> out).replayable().isReplayable());
    RequestBody once = writer.through(out -> out);
    assertEquals("x", written(once));
    assertTrue(writer.isUsedUp());
    assertTrue(writer.through(out -> out).isUsedUp());
  }

  @Test
  void aRelayTakesTypeAndLengthOfTheResponse() {
    Response response =
        Response.builder(200)
            .header("Content-Type", "text/csv")
            .header("Content-Length", "3")
            .body("abc")
            .build();
    RequestBody body = RequestBody.of(response);
    assertEquals("text/csv", body.mediaType().orElseThrow());
    assertEquals(3, body.length());
    assertFalse(body.isReplayable());
  }
}
