package io.httpstream.examples.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);

  @Test
  void withoutATerminalThereIsALineForEachTenth() {
    show(new ProgressLines("jdk", out), 10 << 20, 1 << 10);
    List<String> lines = printed.toString(UTF_8).lines().toList();
    assertEquals(10, lines.size());
    assertEquals("jdk:  10 % 1.0 MiB", lines.get(0));
    assertEquals("jdk: 100 % 10.0 MiB", lines.get(9));
  }

  @Test
  void aBodyThatComesAtOnceHasOneLine() {
    show(new ProgressLines("jdk", out), 7, 7);
    assertEquals(List.of("jdk: 100 % 0.0 MiB"), printed.toString(UTF_8).lines().toList());
  }

  @Test
  void onATerminalABarIsFullInTheEnd() {
    show(new ProgressOnTerminal("jdk", out), 10 << 20, 1 << 20);
    String shown = printed.toString(UTF_8);
    assertTrue(shown.contains("jdk 100%"), shown);
    assertTrue(shown.endsWith("\n"), shown);
  }

  private static void show(Progress.Display display, int length, int step) {
    display.begin(length);
    for (int reached = step; reached <= length; reached += step) {
      display.reached(reached);
    }
    display.end();
  }
}
