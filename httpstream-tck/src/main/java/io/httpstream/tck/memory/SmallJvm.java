package io.httpstream.tck.memory;

import io.httpstream.tck.timing.Timing;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM of its own with little heap, {@value #MEBIBYTES} MiB unless told otherwise and what {@link
 * JarTables} need, and as much direct memory. Whoever makes one closes it, which ends it.
 */
public final class SmallJvm implements AutoCloseable {
  private static final int MEBIBYTES = 16;

  /** Above the slowest that was seen, under what a case may take. */
  private static final Duration LONGEST = Duration.ofMinutes(4);

  /** What the JVM ends with when it runs out of heap. */
  private static final int OUT_OF_MEMORY = 3;

  private final Process process;
  private final Path output;
  private final String kind;

  private SmallJvm(Process process, Path output, String kind) {
    this.process = process;
    this.output = output;
    this.kind = kind;
  }

  /**
   * Starts a program.
   *
   * @param program its main class
   * @param arguments of the program
   * @return started
   * @throws IOException if there can be no such process
   */
  public static SmallJvm start(String program, List<String> arguments) throws IOException {
    return start(MEBIBYTES, program, arguments);
  }

  /**
   * Starts a program.
   *
   * @param mebibytes of heap, beside the tables of its jars, and of direct memory
   * @param program its main class
   * @param arguments of the program
   * @return started
   * @throws IOException if there can be no such process
   */
  public static SmallJvm start(int mebibytes, String program, List<String> arguments)
      throws IOException {
    return start(
        mebibytes + " MiB of heap and " + mebibytes + " MiB of direct memory",
        List.of(
            "-Xmx" + (mebibytes + JarTables.mebibytes(classPath())) + "m",
            "-XX:MaxDirectMemorySize=" + mebibytes + "m",
            "-XX:+ExitOnOutOfMemoryError"),
        program,
        arguments);
  }

  /**
   * Starts a program whose virtual threads share one carrier, so that one of them that pins it
   * stops all others. For JDK 21 and later.
   *
   * @param program its main class
   * @param arguments of the program
   * @return started
   * @throws IOException if there can be no such process
   */
  public static SmallJvm startWithOneCarrier(String program, List<String> arguments)
      throws IOException {
    return start(
        "one carrier for its virtual threads",
        List.of(
            "-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1"),
        program,
        arguments);
  }

  private static SmallJvm start(
      String kind, List<String> options, String program, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("httpstream.") || name.startsWith("org.slf4j."))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(List.of("-cp", classPath(), program));
    command.addAll(arguments);
    Path output = Files.createTempFile("httpstream-tck-", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()));
    // They would change the very options that this is about.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return new SmallJvm(builder.start(), output, kind);
  }

  /** Whatever this JVM finds on either path the other one shall find too. */
  private static String classPath() {
    return Stream.of("java.class.path", "jdk.module.path")
        .map(name -> System.getProperty(name, ""))
        .filter(path -> !path.isEmpty())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Waits for the program's end.
   *
   * @return what it wrote
   * @throws IOException if that can't be read
   * @throws InterruptedException if this thread is interrupted
   * @throws AssertionError if it failed or did not end
   */
  public String outputAtEnd() throws IOException, InterruptedException {
    Duration limit = Timing.scaled(LONGEST);
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw failure("did not end within " + limit.toSeconds() + " s");
    }
    if (process.exitValue() == OUT_OF_MEMORY) {
      throw failure("ran out of memory");
    }
    if (process.exitValue() != 0) {
      throw failure("failed with exit code " + process.exitValue());
    }
    return output();
  }

  private AssertionError failure(String what) throws IOException {
    return new AssertionError(
        "a client in a JVM with " + kind + " " + what + ". It said:\n" + output().strip());
  }

  private String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  /** Ends the JVM if it has not ended. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Files.deleteIfExists(output);
    } catch (IOException e) {
      // A temporary file that is left is no reason to fail.
    }
  }
}
