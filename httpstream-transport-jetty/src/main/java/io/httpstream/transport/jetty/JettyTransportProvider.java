package io.httpstream.transport.jetty;

import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.TransportProvider;

/** Makes transports over Jetty's HTTP client; found by the name {@code jetty}. */
public final class JettyTransportProvider implements TransportProvider {
  /** For {@link java.util.ServiceLoader}. */
  public JettyTransportProvider() {}

  @Override
  public String name() {
    return "jetty";
  }

  @Override
  public Transport create(TransportConfig config) {
    return JettyTransport.create(config);
  }
}
