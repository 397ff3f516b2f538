package io.httpstream.tck.interop;

import com.github.dockerjava.api.model.Capability;
import io.httpstream.tck.NotRunException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** The daemon, and the one image of all servers. Looked for once in a JVM. */
final class Docker {
  /** Who cleans up behind a JVM that was killed finds its containers by this label. */
  private static final String LABEL = "io.httpstream.tck";

  private static final Duration START = Duration.ofSeconds(60);

  static final String FOLDER = "io/httpstream/tck/interop/image/";

  static final List<String> FILES =
      List.of(
          "Caddyfile",
          "Dockerfile",
          "apache2.conf",
          "busboy.js",
          "cgi/digest",
          "cgi/gate",
          "cgi/open",
          "cgi/opened",
          "haproxy.cfg",
          "nghttpx.conf",
          "nginx.conf",
          "origin.go",
          "python_multipart.py",
          "serve",
          "server.xml",
          "squid.conf",
          "webapp/WEB-INF/web.xml",
          "webapp/digest.jsp",
          "webapp/form.jsp",
          "webapp/refuse.jsp",
          "werkzeug_form.py");

  private static @Nullable Docker found;

  private final Optional<ImageFromDockerfile> image;
  private final String trouble;

  private Docker(Optional<ImageFromDockerfile> image, String trouble) {
    this.image = image;
    this.trouble = trouble;
  }

  /**
   * Looks for the daemon, and builds the image unless it is there.
   *
   * @return the same each time
   */
  static synchronized Docker find() {
    if (found == null) {
      found = look();
    }
    return found;
  }

  private static Docker look() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return missing("no Docker answers");
    }
    ImageFromDockerfile image = new ImageFromDockerfile("httpstream-tck-interop", false);
    FILES.forEach(file -> image.withFileFromClasspath(file, FOLDER + file));
    try {
      image.get();
      return new Docker(Optional.of(image), "");
    } catch (RuntimeException e) {
      return missing("the image of the servers can't be built: " + root(e));
    }
  }

  /** What there is where no containers are. */
  static Docker missing(String trouble) {
    return new Docker(Optional.empty(), trouble);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /**
   * Makes sure that there are containers.
   *
   * @throws NotRunException if there are none, and need not be
   * @throws AssertionError if there are none, and must be
   */
  void require(InteropMode mode) {
    if (image.isEmpty()) {
      if (mode == InteropMode.REQUIRE) {
        throw new AssertionError(InteropMode.PARAMETER + " is require, but " + trouble);
      }
      throw new NotRunException(trouble);
    }
  }

  /** Makes a container, which is not started yet. */
  GenericContainer<?> container(Server server) {
    return new GenericContainer<>(image.orElseThrow())
        .withCommand(server.word())
        .withExposedPorts(server.ports().toArray(Integer[]::new))
        .withLabel(LABEL, "interop")
        // HAProxy drops connections silently by it.
        .withCreateContainerCmdModifier(
            create ->
                Objects.requireNonNull(create.getHostConfig(), "host config")
                    .withCapAdd(Capability.NET_ADMIN))
        .waitingFor(Wait.forListeningPorts(ports(server)))
        .withStartupTimeout(START);
  }

  private static int[] ports(Server server) {
    return server.ports().stream().mapToInt(Integer::intValue).toArray();
  }
}
