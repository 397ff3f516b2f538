package io.httpstream.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A program with a module-info of its own, compiled and run as a user would: see src/test/jpms. */
class ModulePathTest {
  static final List<String> TRANSPORTS = ClassPaths.TRANSPORTS;

  private static final Path CONSUMER = Path.of("src", "test", "jpms", "consumer");

  @TempDir Path folder;

  @ParameterizedTest
  @FieldSource("TRANSPORTS")
  void aConsumerOnTheModulePathFindsTheTransportByItsProvides(String transport) throws Exception {
    Path classes = folder.resolve("classes");
    List<Path> modules = new ArrayList<>(ClassPaths.of(transport));

    compile(JavaProgram.joined(modules), classes);
    modules.add(classes);
    JavaProgram.Output output =
        new JavaProgram(folder)
            .run("-p", JavaProgram.joined(modules), "-m", "consumer/consumer.Main");

    assertEquals(
        """
        module: module io.httpstream
        transports: [TRANSPORT]
        refused, as it should be
        """
            .replace("TRANSPORT", transport),
        output.out());
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
}
