package io.httpstream.verification;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** What Maven found that a user of each transport needs: its module's build has written it down. */
final class ClassPaths {
  /** In the order in which the loader prefers them. */
  static final List<String> TRANSPORTS = List.of("apache", "okhttp", "jetty", "jdk");

  private ClassPaths() {}

  /** The transport and all that it needs. */
  static List<Path> of(String transport) {
    Path target = root().resolve("httpstream-transport-" + transport).resolve("target");
    List<Path> paths = new ArrayList<>(List.of(target.resolve("classes")));
    try {
      String written = Files.readString(target.resolve("class-path.txt")).strip();
      Arrays.stream(written.split(File.pathSeparator)).map(Path::of).forEach(paths::add);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "build the module httpstream-transport-" + transport + " first", e);
    }
    return paths;
  }

  /** All transports and all that they need. */
  static List<Path> ofAll() {
    LinkedHashSet<Path> paths = new LinkedHashSet<>();
    TRANSPORTS.forEach(transport -> paths.addAll(of(transport)));
    return List.copyOf(paths);
  }

  /** The folder or jar that a class was loaded from. */
  static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** The root of the project, above the folder that a build runs in. */
  static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("SPEC.md"))) {
      directory = directory.getParent();
    }
    return directory;
  }
}
