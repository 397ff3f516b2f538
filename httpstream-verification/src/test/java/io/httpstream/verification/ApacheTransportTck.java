package io.httpstream.verification;

import io.httpstream.tck.TransportTck;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.apache.ApacheTransport;

/** The rules of SPEC.md over Apache HttpClient 5. */
class ApacheTransportTck extends TransportTck {
  ApacheTransportTck() {
    super("apache");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return ApacheTransport.create(config);
  }
}
