package io.httpstream.tck.report;

import io.httpstream.tck.requirement.RuleList;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/** The deviations that a transport is shipped with. */
public final class Deviations {
  private final Map<String, Deviation> deviations;

  private Deviations(Map<String, Deviation> deviations) {
    this.deviations = deviations;
  }

  /**
   * Reads {@code META-INF/httpstream/deviations-<transport>.properties}.
   *
   * @param transport its name
   * @param loader finds the file
   * @return none if there is no such file
   * @throws IllegalStateException if the file has a mistake, which the message names
   */
  public static Deviations of(String transport, ClassLoader loader) {
    String file = "META-INF/httpstream/deviations-" + transport + ".properties";
    URL url = loader.getResource(file);
    if (url == null) {
      return new Deviations(Map.of());
    }
    Properties properties = new Properties();
    try (InputStream in = url.openStream()) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the deviations can't be read from " + url, e);
    }
    return parse(properties, file);
  }

  static Deviations parse(Properties properties, String file) {
    Map<String, Deviation> deviations = new HashMap<>();
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      String id = key.split("\\.", 2)[0];
      if (RuleList.locked().rule(id).isEmpty()) {
        throw new IllegalStateException(file + " names " + id + ", and there is no such rule");
      }
      if (!deviations.containsKey(id)) {
        deviations.put(id, Deviation.read(id, properties, file));
      }
    }
    return new Deviations(deviations);
  }

  /**
   * The deviation from a rule.
   *
   * @param id the rule
   * @return empty if there is none on this version of Java
   */
  public Optional<Deviation> from(String id) {
    return Optional.ofNullable(deviations.get(id))
        .filter(deviation -> deviation.when().contains(Runtime.version()));
  }
}
