package io.httpstream.verification;

import io.httpstream.tck.interop.InteropTck;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.apache.ApacheTransport;

/** Apache HttpClient 5 and servers that others wrote. */
class ApacheInteropTck extends InteropTck {
  ApacheInteropTck() {
    super("apache");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return ApacheTransport.create(config);
  }
}
