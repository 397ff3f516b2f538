package io.httpstream.sample;

import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.TransportProvider;

/** Makes the transport {@code sample}. */
public final class SampleTransportProvider implements TransportProvider {
  /** For {@link java.util.ServiceLoader}. */
  public SampleTransportProvider() {}

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public Transport create(TransportConfig config) {
    return new SampleTransport(config);
  }
}
