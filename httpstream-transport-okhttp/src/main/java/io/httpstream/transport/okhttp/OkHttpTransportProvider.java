package io.httpstream.transport.okhttp;

import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.TransportProvider;

/** Makes transports over OkHttp; found by the name {@code okhttp}. */
public final class OkHttpTransportProvider implements TransportProvider {
  /** For {@link java.util.ServiceLoader}. */
  public OkHttpTransportProvider() {}

  @Override
  public String name() {
    return "okhttp";
  }

  @Override
  public Transport create(TransportConfig config) {
    return OkHttpTransport.create(config);
  }
}
