package io.httpstream.examples.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.httpstream.HttpStreamClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SnippetsTest {
  private static final Pattern PARAGRAPH = Pattern.compile("\n\n");

  private final Map<String, String> bodies = new ConcurrentHashMap<>();
  private HttpServer server;
  private Snippets snippets;
  private String base;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort();
    snippets = new Snippets(base);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    bodies.put(path, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    byte[] answer = ("answer of " + path).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Test
  void theyDoWhatTheReadmeSays(@TempDir Path directory) throws Exception {
    snippets.upload(List.of(out -> out.write('a'), out -> out.write('b')), "id");
    assertEquals("ab", bodies.get("/tenants/42/import"));

    assertEquals("answer of /upload", snippets.relay());
    assertTrue(bodies.get("/upload").contains("filename=\"file\""), bodies.get("/upload"));
    assertTrue(bodies.get("/upload").contains("answer of /file"), bodies.get("/upload"));

    assertEquals(64, snippets.reader().length());
    snippets.supplied().close();
    Path file = Files.writeString(directory.resolve("f"), "x");
    assertTrue(snippets.bodies(file, InputStream.nullInputStream()).isReplayable());
    try (HttpStreamClient http = snippets.client(next -> next, SSLContext.getDefault())) {
      Path target = directory.resolve("target");
      assertFalse(snippets.cancel(http, target));
      assertEquals("answer of /big", Files.readString(target));
    }
  }

  @Test
  void theReadmeShowsThemToTheLetter() throws IOException {
    String snippetsFile = "main/java/io/httpstream/examples/readme/Snippets.java";
    assertTrue(snippetsOf("README.md", "java", "httpstream-examples/src/" + snippetsFile) > 4);
  }

  @Test
  void theGuideToTestingShowsItsExamplesToTheLetter() throws IOException {
    String examples = "httpstream-examples/src/test/java/io/httpstream/examples/testing";
    assertTrue(snippetsOf("docs/testing.md", "java", examples) > 6);
  }

  @Test
  void theGuideToTransportsShowsTheSampleToTheLetter() throws IOException {
    String guide = "docs/writing-a-transport.md";
    assertTrue(snippetsOf(guide, "java", "httpstream-sample-transport/src") > 10);
    String resources = "/src/main/resources/META-INF/httpstream";
    int shown =
        snippetsOf(
            guide,
            "properties",
            "httpstream-transport-jdk" + resources,
            "httpstream-transport-okhttp" + resources);
    assertEquals(2, shown);
  }

  /** Counts them, and fails if one is not in the sources, which may be directories. */
  private static int snippetsOf(String document, String language, String... sources)
      throws IOException {
    Path root = root();
    List<String> texts = new ArrayList<>();
    for (String source : sources) {
      try (Stream<Path> files = Files.walk(root.resolve(source))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          texts.add(flat(Files.readString(file)));
        }
      }
    }
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(root.resolve(document)));
    int count = 0;
    while (block.find()) {
      for (String part : PARAGRAPH.splitAsStream(block.group(1)).toList()) {
        assertTrue(
            texts.stream().anyMatch(text -> text.contains(flat(part))),
            () -> "not in " + List.of(sources) + ":\n" + part);
        count++;
      }
    }
    return count;
  }

  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("SPEC.md"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  private static String flat(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
