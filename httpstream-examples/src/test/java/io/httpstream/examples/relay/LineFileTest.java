package io.httpstream.examples.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineFileTest {
  @Test
  void theOriginalFileHasAsManyBytesAsTheOriginals() {
    assertEquals(478_888_897, LineFile.original().length());
  }

  @Test
  void theOriginalFileEndsWithLineTenMillion() {
    LineBlocks blocks = LineFile.original().blocks();
    byte[] end = new byte[0];
    while (blocks.hasNext()) {
      ByteBuffer block = blocks.next();
      if (!blocks.hasNext()) {
        end = new byte[block.remaining()];
        block.get(end);
      }
    }
    assertEquals("Line 10000000: This is a line in the large file.\n", new String(end, US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {1, 9, 10, 99, 100, 999, 1000, 1001, 9_999, 10_000, 12_345, 100_000, 123_456})
  void theBytesAreThoseOfTheLinesWrittenOneByOne(long lines) {
    StringBuilder expected = new StringBuilder();
    for (long number = 1; number <= lines; number++) {
      expected.append("Line ").append(number).append(": This is a line in the large file.\n");
    }
    assertEquals(expected.length(), LineFile.lengthOf(lines));
    assertEquals(expected.toString(), text(LineFile.cutAt(expected.length())));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 42, 65_536, 1 << 20})
  void aFileIsCutAtExactlyItsLength(long length) {
    LineFile file = LineFile.cutAt(length);
    assertEquals(length, file.length());
    assertEquals(length, text(file).length());
  }

  @Test
  void theHashIsThatOfTheBytes() throws Exception {
    LineFile file = LineFile.cutAt(1 << 20);
    byte[] expected = MessageDigest.getInstance("SHA-256").digest(text(file).getBytes(US_ASCII));
    assertArrayEquals(expected, file.sha256());
  }

  @Test
  void aFileWithoutBytesIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> LineFile.cutAt(0));
  }

  private static String text(LineFile file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LineBlocks blocks = file.blocks();
    while (blocks.hasNext()) {
      ByteBuffer block = blocks.next();
      byte[] copy = new byte[block.remaining()];
      block.get(copy);
      bytes.writeBytes(copy);
    }
    return bytes.toString(US_ASCII);
  }
}
