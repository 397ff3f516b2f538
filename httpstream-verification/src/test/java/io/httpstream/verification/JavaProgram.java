package io.httpstream.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs programs in JVMs of their own, with just what a test gives them. */
final class JavaProgram {
  private static final long PATIENCE_SECONDS = 120;

  private final Path folder;

  /** Needs a folder for what they print. */
  JavaProgram(Path folder) {
    this.folder = folder;
  }

  /**
   * What one printed.
   *
   * @param out to standard output
   * @param err to standard error
   * @param exit its exit code
   */
  record Output(String out, String err, int exit) {}

  /** Runs one to its end, which must be a good one. */
  Output run(String... arguments) throws IOException, InterruptedException {
    Output output = runToItsEnd(arguments);
    assertEquals(0, output.exit(), output.err());
    return output;
  }

  /** Runs one to its end, be it a good one or not. */
  Output runToItsEnd(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertTrue(
          process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "still running: " + command);
    } finally {
      process.destroyForcibly();
    }
    return new Output(Files.readString(out), Files.readString(err), process.exitValue());
  }

  /** As the JVM wants a class path or a module path. */
  static String joined(Collection<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
