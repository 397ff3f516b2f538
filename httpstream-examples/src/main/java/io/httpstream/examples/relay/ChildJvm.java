package io.httpstream.examples.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A JVM of its own for a program of ours. It ends with this one at the latest. */
final class ChildJvm implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final Thread atExit;

  private ChildJvm(Process process) {
    this.process = process;
    this.atExit = new Thread(this::end, "end of a child");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts a program whose words all go where ours go. */
  static ChildJvm talking(Class<?> program, String heap, List<String> arguments)
      throws IOException {
    return start(program, heap, arguments, Redirect.INHERIT);
  }

  /** Starts a program whose standard output is read by us. */
  static ChildJvm telling(Class<?> program, String heap, List<String> arguments)
      throws IOException {
    return start(program, heap, arguments, Redirect.PIPE);
  }

  private static ChildJvm start(
      Class<?> program, String heap, List<String> arguments, Redirect output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-cp", classPath(), program.getName()));
    command.addAll(arguments);
    return new ChildJvm(
        new ProcessBuilder(command).redirectOutput(output).redirectError(Redirect.INHERIT).start());
  }

  /** Maven runs programs in its own JVM, whose class path is Maven's; ours is in the loader. */
  private static String classPath() {
    return ChildJvm.class.getClassLoader() instanceof URLClassLoader loader
        ? Arrays.stream(loader.getURLs())
            .map(ChildJvm::file)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  private static String file(URL url) {
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has an entry that is no file: " + url, e);
    }
  }

  /**
   * The first line that the program prints with this beginning; empty if it ends without one. A JVM
   * may have words of its own to say before, of its agents for example.
   */
  Optional<String> firstLine(String beginning) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = lines.readLine();
    while (line != null && !line.startsWith(beginning)) {
      line = lines.readLine();
    }
    return Optional.ofNullable(line);
  }

  /** Waits for the program's end and tells its exit code. */
  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** Lets the program end, and sees to it if it does not. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This JVM is ending already, and the hook has no more to do.
    }
  }

  /** Closing its standard input is how a child is told to end; see {@link Lifeline}. */
  private void end() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
