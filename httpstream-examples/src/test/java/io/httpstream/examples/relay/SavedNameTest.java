package io.httpstream.examples.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedNameTest {
  @ParameterizedTest
  @CsvSource({
    "large_file.txt, large_file.txt",
    "../../etc/x, x",
    "/etc/passwd, passwd",
    "C:\\x, x",
    "C:x, x",
    "..\\..\\x, x",
    "a b.txt, a b.txt",
    "Prüfung.txt, Prüfung.txt",
    "dir/, upload",
    ".., upload",
    "../.., upload",
    "., upload",
    "'', upload",
    "' ', upload",
  })
  void aNameKeepsNothingOfItsPath(String sent, String saved) {
    assertEquals(saved, SavedName.of(sent));
  }
}
