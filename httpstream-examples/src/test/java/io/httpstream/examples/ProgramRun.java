package io.httpstream.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An example as a user runs it: a program in a JVM of its own. */
public record ProgramRun(int exitCode, String out, String err) {
  private static final long PATIENCE_SECONDS = 120;

  /** Runs a program to its end. */
  public static ProgramRun of(Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("program-", ".out");
    Path err = Files.createTempFile("program-", ".err");
    try {
      Process process =
          builder(program, arguments)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      try {
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the program hangs");
      } finally {
        process.destroyForcibly();
      }
      return new ProgramRun(
          process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** A program that has not been started. */
  public static ProcessBuilder builder(Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** What it said last on the standard output. */
  public String lastLine() {
    List<String> lines = out.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }
}
