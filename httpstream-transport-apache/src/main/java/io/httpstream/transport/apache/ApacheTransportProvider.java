package io.httpstream.transport.apache;

import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.TransportProvider;

/** Makes transports over Apache HttpClient 5; found by the name {@code apache}. */
public final class ApacheTransportProvider implements TransportProvider {
  /** For {@link java.util.ServiceLoader}. */
  public ApacheTransportProvider() {}

  @Override
  public String name() {
    return "apache";
  }

  @Override
  public Transport create(TransportConfig config) {
    return ApacheTransport.create(config);
  }
}
