package io.httpstream.tck;

import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.TransportLoader;

/**
 * The core tier over a transport that is on the class path, by the name of its provider. {@link
 * Main} runs it.
 */
public final class ProviderTck extends TransportTck {
  /** Names the transport, here and in the JVMs that are started for some rules. */
  static final String PROPERTY = "httpstream.tck.transport";

  /** For JUnit. The name is in the system property {@code httpstream.tck.transport}. */
  public ProviderTck() {
    super(providerName());
  }

  /**
   * The name of the transport that {@link Main} has come to.
   *
   * @return as its provider says it
   */
  public static String providerName() {
    String name = System.getProperty(PROPERTY, "").strip();
    if (name.isEmpty()) {
      throw new IllegalStateException(
          "the system property " + PROPERTY + " must name a transport that is on the class path");
    }
    return name;
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return TransportLoader.named(name()).create(config);
  }
}
