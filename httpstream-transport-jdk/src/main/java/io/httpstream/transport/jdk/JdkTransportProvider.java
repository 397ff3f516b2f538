package io.httpstream.transport.jdk;

import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.TransportProvider;

/** Makes transports over the JDK's own HTTP client; found by the name {@code jdk}. */
public final class JdkTransportProvider implements TransportProvider {
  /** For {@link java.util.ServiceLoader}. */
  public JdkTransportProvider() {}

  @Override
  public String name() {
    return "jdk";
  }

  @Override
  public Transport create(TransportConfig config) {
    return JdkTransport.create(config);
  }
}
