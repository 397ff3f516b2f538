package io.httpstream.verification;

import io.httpstream.tck.TransportTck;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.jdk.JdkTransport;

/** The rules of SPEC.md over the JDK's own client. */
class JdkTransportTck extends TransportTck {
  JdkTransportTck() {
    super("jdk");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return JdkTransport.create(config);
  }
}
