package io.httpstream.verification;

import io.httpstream.tck.interop.InteropTck;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.jetty.JettyTransport;

/** Jetty's HTTP client and servers that others wrote. */
class JettyInteropTck extends InteropTck {
  JettyInteropTck() {
    super("jetty");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return JettyTransport.create(config);
  }
}
