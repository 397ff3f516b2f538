package io.httpstream.verification;

import io.httpstream.tck.TransportTck;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.jetty.JettyTransport;

/** The rules of SPEC.md over Jetty's HTTP client. */
class JettyTransportTck extends TransportTck {
  JettyTransportTck() {
    super("jetty");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return JettyTransport.create(config);
  }
}
