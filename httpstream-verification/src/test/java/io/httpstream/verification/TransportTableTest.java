package io.httpstream.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.TransportLoader;
import io.httpstream.transport.TransportProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The README's table of transports says what the build sees. After a change that is meant, run this
 * test with -Dhttpstream.readme.update=true.
 */
class TransportTableTest {
  private static final Path README = ClassPaths.root().resolve("README.md");
  private static final String BEGIN = "<!-- transports: written by TransportTableTest -->\n\n";
  private static final String END = "\n<!-- end of transports -->";

  /** The artifact of each backend; what is not here is the JDK's own. */
  private static final Map<String, String> BACKENDS =
      Map.of("apache", "httpclient5", "okhttp", "okhttp-jvm", "jetty", "jetty-client");

  @Test
  void theTableOfTransportsSaysWhatTheBuildSees() throws IOException {
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    int end = readme.indexOf(END, begin);
    if (Boolean.getBoolean("httpstream.readme.update")) {
      readme = readme.substring(0, begin) + table() + readme.substring(end);
      Files.writeString(README, readme);
      end = readme.indexOf(END, begin);
    }
    assertEquals(
        table(),
        readme.substring(begin, end),
        "the table in the README is not up to date;"
            + " mvn verify -Dhttpstream.readme.update=true writes it anew");
  }

  private static String table() {
    List<String> heads = new ArrayList<>(List.of("transport", "module", "backend"));
    Stream.of(Capability.values()).map(Capability::words).forEach(heads::add);
    StringBuilder table = new StringBuilder(row(heads));
    table.append("|---".repeat(heads.size())).append("|\n");
    Map<String, TransportProvider> providers = TransportLoader.providers();
    assertEquals(ClassPaths.TRANSPORTS, List.copyOf(providers.keySet()), "all transports");
    providers.values().forEach(provider -> table.append(row(cells(provider))));
    return table.toString();
  }

  private static List<String> cells(TransportProvider provider) {
    String name = provider.name();
    List<String> cells = new ArrayList<>();
    cells.addAll(List.of("`" + name + "`", "`httpstream-transport-" + name + "`", backend(name)));
    Set<Capability> capabilities;
    try (Transport transport = provider.create(TransportConfig.defaults())) {
      capabilities = transport.capabilities();
    }
    for (Capability capability : Capability.values()) {
      cells.add(capabilities.contains(capability) ? "yes" : "no");
    }
    return cells;
  }

  private static String backend(String transport) {
    String artifact = BACKENDS.get(transport);
    if (artifact == null) {
      return "`java.net.http` of the JDK";
    }
    Pattern jar = Pattern.compile(Pattern.quote(artifact) + "-(\\d.*)\\.jar");
    return ClassPaths.of(transport).stream()
        .map(path -> jar.matcher(path.getFileName().toString()))
        .filter(Matcher::matches)
        .map(match -> "`" + artifact + "` " + match.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + artifact + " on the class path"));
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
