package io.httpstream.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.tck.TransportTck;
import io.httpstream.tck.report.Report;
import io.httpstream.tck.report.Result;
import io.httpstream.tck.report.Row;
import io.httpstream.tck.requirement.LockedRule;
import io.httpstream.tck.requirement.RuleList;
import io.httpstream.transport.Call;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The report of the TCK, as a program reads it that others wrote. */
class ReportTest {
  private static final Set<String> KEYS =
      Set.of("transport", "id", "level", "tier", "result", "detail");

  private static final Set<String> RESULTS =
      Set.of("passed", "failed", "deviation", "unsupported", "not-run");

  /** All that JSON escapes or parsers stumble over, and half a surrogate pair. */
  private static final String HOSTILE =
      "\"quotes\" \\ back\\slashes\\u0041 / </script> \u0000\u0001\b\t\n\f\r\u001b\u007f\u0085"
          + " \u2028\u2029 \u00e4\u20ac\ufeff\uffff \ud83d\ude80\ud83d\udc69\u200d\ud83d\udcbb \ud83d";

  private static final String HOSTILE_LINE =
      "\"quotes\" \\ \u0000\u0001\t\u001b\u007f \u00e4\u20ac \ud83d\ude80";

  @TempDir private Path folder;

  @Test
  void eachLockedRuleHasOneRowForEachTransport() throws IOException {
    Report report = report();
    List<LockedRule> rules = new ArrayList<>(RuleList.locked().rules());
    LockedRule first = rules.get(0);
    // In another order than that of the rules, each of them twice, and most of them not at all.
    Collections.reverse(rules);
    Map<Result, LockedRule> ruleByResult = new EnumMap<>(Result.class);
    for (Result result : Result.values()) {
      LockedRule rule = rules.get(ruleByResult.size());
      ruleByResult.put(result, rule);
      report.put(new Row("one", rule, Result.FAILED, "the first time"));
      report.put(new Row("one", rule, result, "the second time"));
    }
    report.put(new Row("two", first, Result.PASSED, ""));
    report.write();

    List<JsonNode> rows = rows("one", "two");

    ruleByResult.forEach(
        (result, rule) -> {
          JsonNode row = row(rows, "one", rule.id());
          assertEquals(result.word(), named(row, "result"));
          assertEquals("the second time", named(row, "detail"));
        });
    assertEquals("not-run", named(row(rows, "one", first.id()), "result"));
    assertEquals("passed", named(row(rows, "two", first.id()), "result"));
  }

  @Test
  void whateverADetailHoldsIsReadAsItWas() throws IOException {
    Report report = report();
    LockedRule rule = RuleList.locked().rules().iterator().next();
    report.put(new Row(HOSTILE, rule, Result.FAILED, HOSTILE));
    report.write();

    JsonNode row = row(rows(HOSTILE), HOSTILE, rule.id());

    assertEquals(HOSTILE, named(row, "detail"));
  }

  @Test
  void thePageShowsADetailAndDoesNotObeyIt() throws IOException {
    LockedRule rule = RuleList.locked().rules().iterator().next();
    report().put(new Row("<b>", rule, Result.FAILED, HOSTILE + "<script>alert(1)</script>"));
    report().write();

    Document page = Jsoup.parse(Files.readString(file().resolveSibling("report.html")));

    assertEquals(0, page.select("script").size());
    assertEquals("<b>", page.select("table.summary tr:eq(1) th").text());
    String cell = page.select("td.failed a").attr("title");
    assertTrue(cell.startsWith("\"quotes\" \\ back\\slashes"), cell);
    assertTrue(cell.endsWith("<script>alert(1)</script>"), cell);
    for (Element link : page.select("a[href]")) {
      String target = link.attr("href").substring(1);
      assertEquals(1, page.select("[id=" + target + "]").size(), () -> "what has id " + target);
    }
  }

  @Test
  void theTextShowsADetailAndDoesNotObeyIt() throws IOException {
    LockedRule rule = RuleList.locked().rules().iterator().next();
    report().put(new Row("one", rule, Result.FAILED, "a | b\n# c <i> \u001b[1m"));
    report().write();

    String markdown = Files.readString(file().resolveSibling("report.md"));

    assertTrue(
        markdown.contains("- " + rule.id() + " on one, failed: a \\| b # c \\<i\\>  \\[1m\n"),
        markdown);
    assertTrue(report().text().contains("on one, failed: a | b?# c <i> ?[1m"), report().text());
  }

  @Test
  void aRunOfTheTckWritesSuchAReport() throws IOException {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(JdkTransportTck.class), selectClass(Hostile.class))
                .configurationParameter("httpstream.tck.only", "REQ-002,REQ-003")
                .configurationParameter("httpstream.tck.report", file().toString())
                .build());

    List<JsonNode> rows = rows("jdk", "hostile");

    for (String id : List.of("REQ-002", "REQ-003")) {
      assertEquals("passed", named(row(rows, "jdk", id), "result"));
      JsonNode failed = row(rows, "hostile", id);
      assertEquals("failed", named(failed, "result"));
      String detail = named(failed, "detail");
      assertTrue(detail.contains(HOSTILE_LINE), detail);
    }
    assertEquals("not-run", named(row(rows, "jdk", "REQ-001"), "result"));
  }

  /** Not named like a TCK, so that Surefire does not run it by itself. */
  static final class Hostile extends TransportTck {
    Hostile() {
      super("hostile");
    }

    @Override
    protected Transport transport(TransportConfig config) {
      return new Transport() {
        @Override
        public Response exchange(Request request, Call call) throws IOException {
          throw new IOException(HOSTILE_LINE);
        }

        @Override
        public Set<Capability> capabilities() {
          return Set.of();
        }

        @Override
        public void close() {}
      };
    }
  }

  private Path file() {
    return folder.resolve("sub").resolve("report.json");
  }

  private Report report() {
    return Report.in(file());
  }

  /** Reads the report, and checks its shape: a row for each pair of transport and rule. */
  private List<JsonNode> rows(String... transports) throws IOException {
    ObjectMapper strict =
        new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    JsonNode report = strict.readTree(file().toFile());
    assertTrue(report.isArray(), "the report must be an array");
    List<JsonNode> rows = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (JsonNode row : report) {
      Set<String> keys = new TreeSet<>();
      row.fieldNames().forEachRemaining(keys::add);
      assertEquals(new TreeSet<>(KEYS), keys);
      row.forEach(value -> assertTrue(value.isTextual(), () -> "not a string: " + value));
      assertTrue(RESULTS.contains(named(row, "result")), row::toString);
      assertTrue(Set.of("core", "interop").contains(named(row, "tier")), row::toString);
      seen.add(named(row, "transport") + " " + named(row, "id") + " " + named(row, "level"));
      rows.add(row);
    }
    List<String> expected = new ArrayList<>();
    for (String transport : transports) {
      for (LockedRule rule : RuleList.locked().rules()) {
        expected.add(transport + " " + rule.id() + " " + rule.level());
      }
    }
    assertEquals(expected.stream().sorted().toList(), seen.stream().sorted().toList());
    return rows;
  }

  private static String named(JsonNode row, String key) {
    return row.get(key).textValue();
  }

  private static JsonNode row(List<JsonNode> rows, String transport, String id) {
    return rows.stream()
        .filter(row -> named(row, "transport").equals(transport) && named(row, "id").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row for " + id + " on " + transport));
  }
}
