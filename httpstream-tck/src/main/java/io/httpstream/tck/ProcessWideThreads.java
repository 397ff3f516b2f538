package io.httpstream.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** What the jar of a transport says of threads that its backend shares among all clients. */
final class ProcessWideThreads {
  private ProcessWideThreads() {}

  /** Reads {@code process-wide-threads} of {@code META-INF/httpstream/tck-<name>.properties}. */
  static Set<String> of(String transport, ClassLoader loader) {
    URL url = loader.getResource("META-INF/httpstream/tck-" + transport + ".properties");
    if (url == null) {
      return Set.of();
    }
    Properties properties = new Properties();
    try (InputStream in = url.openStream()) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(url + " can't be read", e);
    }
    Set<String> names = new TreeSet<>();
    for (String name : properties.getProperty("process-wide-threads", "").split(",", -1)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }
}
