package io.httpstream.tck.interop;

import java.util.EnumMap;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;

/** The containers that all cases of a JVM share, each started when it is first asked for. */
final class Sites {
  private static final Map<Server, GenericContainer<?>> SHARED = new EnumMap<>(Server.class);

  private Sites() {}

  /** Whoever gets it leaves it as it was. */
  static synchronized Site shared(InteropTck tck, Server server) {
    GenericContainer<?> container = SHARED.get(server);
    if (container == null) {
      container = tck.docker().container(server);
      container.start();
      SHARED.put(server, container);
    }
    return new Site(tck, server, container);
  }

  /** Whoever gets it closes it, and may do to it what they like. */
  static Site fresh(InteropTck tck, Server server) {
    GenericContainer<?> container = tck.docker().container(server);
    container.start();
    return new Site(tck, server, container);
  }
}
