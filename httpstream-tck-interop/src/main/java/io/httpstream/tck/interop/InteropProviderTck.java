package io.httpstream.tck.interop;

import io.httpstream.tck.ProviderTck;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.TransportLoader;

/**
 * The interop tier over a transport that is on the class path, by the name of its provider. {@link
 * io.httpstream.tck.Main} runs it where this jar is.
 */
public final class InteropProviderTck extends InteropTck {
  /** For JUnit. The name is in the system property {@code httpstream.tck.transport}. */
  public InteropProviderTck() {
    super(ProviderTck.providerName());
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return TransportLoader.named(name()).create(config);
  }
}
