package io.httpstream.examples.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.httpstream.examples.ProgramRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {
  private static final String FIGURES =
      " seconds=\\d+\\.\\d\\d mib_per_s=\\d+\\.\\d heap_before_kb=\\d+ heap_after_kb=\\d+"
          + " allocated_kb=\\d+ threads_added=\\d+ sha256=";

  @Test
  void aFileIsRelayedAndArrivesUnchanged() throws Exception {
    ProgramRun run = ProgramRun.of(Demo.class, "--transport=jdk", "--size=3MiB");
    assertEquals(0, run.exitCode(), run.err());
    assertMatches("relay transport=jdk bytes=3145728" + FIGURES + "match", run.lastLine());
    assertTrue(run.err().contains("jdk: 100 % 3.0 MiB"), run.err());
    assertTrue(run.err().contains("status=201"), run.err());
  }

  @Test
  void everyTransportThatThereIsHasItsLine() throws Exception {
    ProgramRun run = ProgramRun.of(Demo.class, "--size=64KiB");
    assertEquals(0, run.exitCode(), run.err());
    List<String> transports =
        run.out().lines().map(line -> line.replaceAll(".*transport=(\\S+) .*", "$1")).toList();
    assertEquals(new Options().transports(), transports);
  }

  @ParameterizedTest
  @CsvSource({
    "--transport=carrier-pigeon, no transport is named \"carrier-pigeon\"; there are:",
    "--size=big, the size \"big\" is no number of bytes above zero",
    "--size=0, the size \"0\" is no number of bytes above zero",
    "--size=-5, the size \"-5\" is no number of bytes above zero",
    "--from=ftp://x/, 'the URL \"ftp://x/\" of from is no http URL'",
    "--to=nowhere, 'the URL \"nowhere\" of to is no http URL'",
    "--to=http://, 'the URL \"http://\" of to is no http URL'",
    "--speed=11, Unknown option: '--speed=11'",
  })
  void aBadOptionIsExplainedInOneLine(String option, String explanation) throws Exception {
    ProgramRun run = ProgramRun.of(Demo.class, option);
    assertEquals(2, run.exitCode());
    assertExplained(run, explanation.replace("''", "'"));
  }

  @ParameterizedTest
  @CsvSource({
    "--from=http://127.0.0.1:1/file, GET http://127.0.0.1:1/file failed: nobody answers there",
    "--to=http://127.0.0.1:1/up, HEAD http://127.0.0.1:1/up failed: nobody answers there",
    "--from=http://unknown.invalid/, GET http://unknown.invalid/ failed: there is no such host",
  })
  void aServerThatIsNotThereIsExplainedInOneLine(String option, String explanation)
      throws Exception {
    ProgramRun run = ProgramRun.of(Demo.class, option, "--transport=jdk");
    assertEquals(1, run.exitCode());
    assertExplained(run, explanation);
  }

  @Test
  void anotherServersFileIsRelayedToOurs() throws Exception {
    HttpServer origin = server();
    origin.createContext("/", exchange -> answer(exchange, 200, "content"));
    origin.start();
    try {
      ProgramRun run = ProgramRun.of(Demo.class, "--transport=jdk", "--from=" + url(origin, "/f"));
      assertEquals(0, run.exitCode(), run.err());
      assertMatches("relay transport=jdk bytes=7" + FIGURES + "n/a", run.lastLine());
    } finally {
      origin.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ourFileIsRelayedToAnotherServer(boolean tellsHash) throws Exception {
    HttpServer receiver = server();
    receiver.createContext("/", exchange -> receive(exchange, tellsHash));
    receiver.start();
    try {
      ProgramRun run =
          ProgramRun.of(
              Demo.class, "--transport=jdk", "--size=64KiB", "--to=" + url(receiver, "/up"));
      String verdict = tellsHash ? "MISMATCH" : "n/a";
      assertMatches("relay transport=jdk bytes=65536" + FIGURES + verdict, run.lastLine());
      assertEquals(tellsHash ? 1 : 0, run.exitCode(), run.err());
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void aStatusThatIsNoSuccessIsExplained() throws Exception {
    HttpServer origin = server();
    origin.createContext("/", exchange -> answer(exchange, 404, "not here"));
    origin.start();
    try {
      String url = url(origin, "/f");
      ProgramRun run = ProgramRun.of(Demo.class, "--transport=jdk", "--from=" + url);
      assertEquals(1, run.exitCode());
      assertExplained(run, "GET " + url + " was answered with status 404");
    } finally {
      origin.stop(0);
    }
  }

  @Test
  void neitherProcessesNorFilesAreLeftByOneThatIsKilled(@TempDir Path temporary) throws Exception {
    ProcessBuilder builder = ProgramRun.builder(Demo.class, "--transport=jdk", "--size=8GiB");
    // The servers' JVM is a grandchild: the environment is what reaches it.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    Process demo = builder.start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(demo.getErrorStream(), UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.startsWith("jdk:")) {
        line = lines.readLine();
      }
      List<ProcessHandle> children = demo.descendants().toList();
      assertEquals(2, children.size());
      assertFalse(isEmpty(temporary));
      demo.destroyForcibly();
      for (ProcessHandle child : children) {
        child.onExit().get(30, TimeUnit.SECONDS);
      }
      assertTrue(isEmpty(temporary));
    } finally {
      demo.destroyForcibly();
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.noneMatch(entry -> entry.getFileName().toString().startsWith("httpstream"));
    }
  }

  private static HttpServer server() throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  private static String url(HttpServer server, String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static void receive(HttpExchange exchange, boolean tellsHash) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (tellsHash) {
      exchange.getResponseHeaders().add("Location", "/saved");
      exchange.getResponseHeaders().add("Repr-Digest", "sha-256=:AAAA:");
    }
    answer(exchange, 201, "");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static void assertMatches(String pattern, String line) {
    assertTrue(line.matches(pattern), line);
  }

  private static void assertExplained(ProgramRun run, String explanation) {
    assertAll(
        () -> assertEquals("", run.out()),
        () -> assertEquals(1, run.err().lines().count(), run.err()),
        () -> assertTrue(run.err().startsWith(explanation), run.err()),
        () -> assertFalse(run.err().contains("Exception"), run.err()),
        () -> assertFalse(run.err().contains("\tat "), run.err()));
  }
}
