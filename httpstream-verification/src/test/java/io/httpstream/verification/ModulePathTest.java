package io.httpstream.verification;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.transport.TransportProvider;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** A program with a module-info of its own, compiled and run as a user would: see src/test/jpms. */
class ModulePathTest {
  private static final Path CONSUMER = Path.of("src", "test", "jpms", "consumer");

  @TempDir Path folder;

  @Test
  void aConsumerOnTheModulePathFindsTheTransportByItsProvides() throws Exception {
    Path classes = folder.resolve("classes");
    String libraries =
        Stream.of(TransportProvider.class, jdkProvider(), Logger.class, NullMarked.class)
            .map(ModulePathTest::home)
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));

    compile(libraries, classes);
    String output = run(libraries + File.pathSeparator + classes);

    assertTrue(output.contains("module: module io.httpstream"), output);
    assertTrue(output.contains("transports: [jdk]"), output);
    assertTrue(output.contains("refused, as it should be"), output);
  }

  /** Found by META-INF/services, as these tests run on the class path. */
  private static Class<?> jdkProvider() {
    return ServiceLoader.load(TransportProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals("jdk"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no transport named jdk in META-INF/services"))
        .getClass();
  }

  private void compile(String modulePath, Path classes) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--release", "17", "-Xlint:all", "-Werror"));
    arguments.addAll(List.of("-d", classes.toString(), "-p", modulePath));
    // An empty folder, else javac takes the class path of these tests.
    arguments.addAll(List.of("-cp", folder.toString()));
    try (Stream<Path> files = Files.walk(CONSUMER)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    String[] array = arguments.toArray(String[]::new);
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, array), "javac");
  }

  private String run(String modulePath) throws IOException, InterruptedException {
    Path log = folder.resolve("output.txt");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(List.of(java, "-p", modulePath, "-m", "consumer/consumer.Main"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertTrue(process.waitFor(60, SECONDS), () -> "still running: " + read(log));
      assertEquals(0, process.exitValue(), () -> read(log));
    } finally {
      process.destroyForcibly();
    }
    return read(log);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Where a class was loaded from: a folder of this build, or a jar. */
  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
