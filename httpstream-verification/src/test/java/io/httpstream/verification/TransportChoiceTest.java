package io.httpstream.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import consumer.WhichTransport;
import io.httpstream.HttpStreamClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.slf4j.Logger;
import org.slf4j.simple.SimpleServiceProvider;

/** Which transport a client gets, on real class paths, each in a JVM of its own. */
class TransportChoiceTest {
  static final List<String> TRANSPORTS = ClassPaths.TRANSPORTS;

  private static final String ALL = "apache, okhttp, jetty, jdk";
  private static final String GIVEN = "given: 299\n";

  @TempDir Path folder;

  @ParameterizedTest
  @FieldSource("TRANSPORTS")
  void theOnlyOneIsTakenWithoutAWord(String transport) throws Exception {
    JavaProgram.Output output = run(ClassPaths.of(transport));
    assertEquals("offered: " + transport + "\ntaken: " + transport + "\n" + GIVEN, output.out());
    assertEquals("", output.err());
  }

  @Test
  void ofSeveralTheFirstInTheOrderIsTakenAndAWarningNamesAll() throws Exception {
    JavaProgram.Output output = run(ClassPaths.ofAll());
    assertEquals("offered: " + ALL + "\ntaken: apache\n" + GIVEN, output.out());
    assertTrue(
        output.err().contains("several transports are on the class path (" + ALL + "), taking"),
        output.err());
  }

  @Test
  void theOrderOfTheClassPathDoesNotMatter() throws Exception {
    List<Path> two = new ArrayList<>(ClassPaths.of("jdk"));
    two.addAll(ClassPaths.of("jetty"));
    assertEquals("offered: jetty, jdk\ntaken: jetty\n" + GIVEN, run(two).out());
  }

  @Test
  void severalAreAnErrorIfStrictnessIsAskedFor() throws Exception {
    JavaProgram.Output output = run(ClassPaths.ofAll(), "-Dhttpstream.transport.strict=true");
    assertEquals(
        "offered: "
            + ALL
            + "\nerror: several transports are on the class path ("
            + ALL
            + "); name one to the builder or in the system property httpstream.transport\n"
            + GIVEN,
        output.out());
  }

  @Test
  void aSystemPropertyDecidesWithoutAWarning() throws Exception {
    JavaProgram.Output output =
        run(
            ClassPaths.ofAll(),
            "-Dhttpstream.transport=okhttp",
            "-Dhttpstream.transport.strict=true");
    assertEquals("offered: " + ALL + "\ntaken: okhttp\n" + GIVEN, output.out());
    assertEquals("", output.err());
  }

  @Test
  void aNameGivenToTheBuilderComesBeforeTheProperty() throws Exception {
    JavaProgram.Output output =
        run(ClassPaths.ofAll(), "-Dhttpstream.transport=jdk", "-Dwanted=jetty");
    assertTrue(output.out().contains("named: jetty\n"), output.out());
    assertEquals("", output.err());
  }

  @Test
  void aNameThatIsNotThereIsAnsweredWithThoseThatAre() throws Exception {
    JavaProgram.Output output = run(ClassPaths.of("okhttp"), "-Dhttpstream.transport=curl");
    assertEquals(
        "offered: okhttp\n"
            + "error: no transport is named \"curl\": there are okhttp; add one to the class path"
            + " (for example io.httpstream:httpstream-transport-jdk), or name another\n"
            + GIVEN,
        output.out());
  }

  @Test
  void withoutATransportTheErrorSaysWhatToAdd() throws Exception {
    List<Path> api =
        Stream.of(HttpStreamClient.class, Logger.class, NullMarked.class)
            .map(ClassPaths::home)
            .toList();
    JavaProgram.Output output = run(api);
    assertFalse(output.out().contains("taken"), output.out());
    assertTrue(
        output.out().contains("error: no transport is on the class path; add one"), output.out());
    assertTrue(output.out().endsWith(GIVEN), output.out());
  }

  private JavaProgram.Output run(List<Path> classPath, String... options) throws Exception {
    Set<Path> paths = new LinkedHashSet<>(classPath);
    paths.add(ClassPaths.home(WhichTransport.class));
    paths.add(ClassPaths.home(SimpleServiceProvider.class));
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-cp", JavaProgram.joined(paths), WhichTransport.class.getName()));
    return new JavaProgram(folder).run(arguments.toArray(String[]::new));
  }
}
