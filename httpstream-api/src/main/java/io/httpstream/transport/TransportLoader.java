package io.httpstream.transport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the transport of a client that was not given one: by the name that the client was told,
 * else by the system property {@value #PROPERTY}, else what is on the class path.
 *
 * <p>Where several are found and none was named, the one that comes first in this order is taken,
 * and a warning names them all: transports that are not of this project by their names, then
 * apache, okhttp, jetty, jdk. With the system property {@value #STRICT} set to true it is an error
 * instead.
 */
public final class TransportLoader {
  /** Names the transport to use. */
  public static final String PROPERTY = "httpstream.transport";

  /** Makes several transports on the class path an error. */
  public static final String STRICT = "httpstream.transport.strict";

  private static final Logger LOG = LoggerFactory.getLogger(TransportLoader.class);
  private static final List<String> ORDER = List.of("apache", "okhttp", "jetty", "jdk");
  private static final String REMEDY =
      "add one to the class path (for example io.httpstream:httpstream-transport-jdk)";

  private TransportLoader() {}

  /**
   * Finds the provider of a name.
   *
   * @param name as the provider says it
   * @return the provider
   * @throws NoTransportException if there is none of this name
   */
  public static TransportProvider named(String name) {
    Objects.requireNonNull(name, "name");
    Map<String, TransportProvider> found = providers();
    TransportProvider provider = found.get(name);
    if (provider == null) {
      String there =
          found.isEmpty()
              ? "there is none at all"
              : "there are " + String.join(", ", found.keySet());
      throw new NoTransportException(
          "no transport is named \"" + name + "\": " + there + "; " + REMEDY + ", or name another");
    }
    return provider;
  }

  /**
   * Finds a provider by the system property, or on the class path.
   *
   * @return the provider
   * @throws NoTransportException if there is none, or several and strictness is asked for
   */
  public static TransportProvider any() {
    String wanted = System.getProperty(PROPERTY);
    if (wanted != null) {
      return named(wanted);
    }
    Map<String, TransportProvider> found = providers();
    if (found.isEmpty()) {
      throw new NoTransportException(
          "no transport is on the class path; " + REMEDY + ", or give one to the builder");
    }
    TransportProvider first = found.values().iterator().next();
    if (found.size() > 1) {
      String names = String.join(", ", found.keySet());
      if (Boolean.getBoolean(STRICT)) {
        throw new NoTransportException(
            "several transports are on the class path ("
                + names
                + "); name one to the builder or in"
                + " the system property "
                + PROPERTY);
      }
      LOG.warn(
          "several transports are on the class path ({}), taking {}; name one to the builder or in"
              + " the system property {}",
          names,
          first.name(),
          PROPERTY);
    }
    return first;
  }

  /**
   * Makes a transport, and sees to it that nothing of what is asked for is ignored.
   *
   * @param provider makes it
   * @param config what is asked for
   * @return a new transport
   * @throws UnsupportedCapabilityException if the transport does not declare what the configuration
   *     needs; it is closed
   */
  public static Transport create(TransportProvider provider, TransportConfig config) {
    Transport made = provider.create(config);
    for (Capability needed : needed(config)) {
      if (!made.capabilities().contains(needed)) {
        made.close();
        throw new UnsupportedCapabilityException(needed);
      }
    }
    return made;
  }

  /** What a transport must be able to do that heeds all that is set. */
  private static Set<Capability> needed(TransportConfig config) {
    Set<Capability> needed = EnumSet.noneOf(Capability.class);
    if (config.sslContext().isPresent()) {
      needed.add(Capability.SSL_CONTEXT);
    }
    if (config.idleTimeout().isPresent()) {
      needed.add(Capability.IDLE_TIMEOUT);
    }
    return needed;
  }

  /**
   * All providers there are, in the order of preference.
   *
   * @return by their names
   */
  public static Map<String, TransportProvider> providers() {
    List<TransportProvider> found = new ArrayList<>(load(TransportLoader.class.getClassLoader()));
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null) {
      found.addAll(load(context));
    }
    return found.stream()
        .sorted(
            Comparator.comparingInt((TransportProvider p) -> ORDER.indexOf(p.name()))
                .thenComparing(TransportProvider::name))
        .collect(
            Collectors.toMap(
                TransportProvider::name,
                provider -> provider,
                (one, same) -> one,
                LinkedHashMap::new));
  }

  /** A provider that can't be loaded must not hide the others: it is reported and left out. */
  private static List<TransportProvider> load(ClassLoader loader) {
    List<TransportProvider> found = new ArrayList<>();
    Iterator<TransportProvider> services =
        ServiceLoader.load(TransportProvider.class, loader).iterator();
    // The iterator goes on behind a provider that fails, but promises it only as its best effort.
    for (int failures = 0; failures < 100; ) {
      try {
        if (!services.hasNext()) {
          break;
        }
        found.add(services.next());
      } catch (ServiceConfigurationError | LinkageError e) {
        failures++;
        LOG.warn("a transport provider on the class path can't be loaded and is left out", e);
      }
    }
    return found;
  }
}
