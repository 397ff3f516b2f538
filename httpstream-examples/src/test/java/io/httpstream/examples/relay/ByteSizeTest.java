package io.httpstream.examples.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "478888897, 478888897", "3KiB, 3072", "64MiB, 67108864", "2GiB, 2147483648"})
  void aSizeIsANumberWithOrWithoutAUnit(String text, long bytes) {
    assertEquals(Optional.of(bytes), ByteSize.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "0MiB", "-1", "1.5MiB", "64MB", "64 MiB", "x", "999999999999GiB"})
  void anythingElseIsNone(String text) {
    assertEquals(Optional.empty(), ByteSize.parse(text));
  }
}
