package io.httpstream.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.tck.requirement.RuleList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/backends.md names what there is, and each test of a backend by hand. */
class BackendsDocumentTest {
  private static final Path DOCUMENT = ClassPaths.root().resolve("docs").resolve("backends.md");

  /** A test: its transport, and in code its class and method. */
  private static final Pattern TEST =
      Pattern.compile("\\b(jdk|apache|okhttp|jetty)\\s+`(\\w+)#(\\w+)`");

  private static final Pattern ANY_TEST = Pattern.compile("`\\w+#\\w+`");

  /** A class in code. */
  private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)`");

  /** What is in code, begins with a capital letter, and is no class of ours. */
  private static final Set<String> NOT_OURS = Set.of("Error", "InterruptedIOException", "Expect");

  private static final Pattern TEST_METHOD = Pattern.compile("@Test\\s[^{};]*?\\bvoid (\\w+)\\(");

  private static final Pattern RULE = Pattern.compile("\\b[A-Z]{2,5}-\\d{3}\\b");

  /** The property of the POM that a backend's version is in. */
  private static final Map<String, String> VERSIONS =
      Map.of("apache", "httpclient5", "okhttp", "okhttp", "jetty", "jetty");

  private final String document = read(DOCUMENT);

  @Test
  void eachTestThatItNamesExistsAndEachTestByHandIsNamed() {
    Set<String> named =
        TEST.matcher(document)
            .results()
            .map(found -> found.group(1) + " " + found.group(2) + "#" + found.group(3))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(String.join("\n", testsByHand()), String.join("\n", named));
    assertEquals(
        TEST.matcher(document).results().count(),
        ANY_TEST.matcher(document).results().count(),
        "a test is named without its transport");
  }

  private static Set<String> testsByHand() {
    Set<String> tests = new TreeSet<>();
    for (String transport : ClassPaths.TRANSPORTS) {
      sources("httpstream-transport-" + transport, "test")
          .filter(source -> source.getFileName().toString().endsWith("ByHandTest.java"))
          .forEach(
              source ->
                  TEST_METHOD
                      .matcher(read(source))
                      .results()
                      .map(method -> transport + " " + name(source) + "#" + method.group(1))
                      .forEach(tests::add));
    }
    assertFalse(tests.isEmpty(), "no tests by hand are found");
    return tests;
  }

  @Test
  void eachClassThatItNamesExists() {
    Set<String> named =
        CLASS
            .matcher(document)
            .results()
            .map(found -> found.group(1))
            .filter(name -> !NOT_OURS.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> ours =
        modules()
            .flatMap(module -> Stream.of("main", "test").flatMap(part -> sources(module, part)))
            .map(BackendsDocumentTest::name)
            .collect(Collectors.toSet());
    named.removeAll(ours);
    assertEquals(Set.of(), named, "docs/backends.md names classes that do not exist");
  }

  private static Stream<String> modules() {
    return Stream.concat(
        Stream.of("httpstream-api", "httpstream-verification"),
        ClassPaths.TRANSPORTS.stream().map(transport -> "httpstream-transport-" + transport));
  }

  @Test
  void eachRuleThatItNamesExists() {
    Set<String> named =
        RULE.matcher(document)
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));
    named.removeIf(id -> RuleList.locked().rule(id).isPresent());
    assertEquals(Set.of(), named, "docs/backends.md names rules that do not exist");
  }

  @Test
  void theVersionsAreThoseOfTheBuild() {
    String pom = read(ClassPaths.root().resolve("pom.xml"));
    VERSIONS.forEach(
        (backend, property) -> {
          String version = only(pom, "<" + property + "\\.version>(.*)</").group(1);
          String row = only(document, "(?m)^\\| " + backend + " \\| (.*) \\|$").group(1);
          assertTrue(
              Pattern.compile("\\b" + Pattern.quote(version) + "\\b").matcher(row).find(),
              () ->
                  "docs/backends.md is about another version of "
                      + backend
                      + " than "
                      + version
                      + ": look at its tests by hand, then mend the table");
        });
  }

  private static MatchResult only(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow();
  }

  private static Stream<Path> sources(String module, String part) {
    Path sources = ClassPaths.root().resolve(module).resolve(Path.of("src", part, "java"));
    if (!Files.isDirectory(sources)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(sources)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
