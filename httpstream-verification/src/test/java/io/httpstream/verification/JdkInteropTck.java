package io.httpstream.verification;

import io.httpstream.tck.interop.InteropTck;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.jdk.JdkTransport;

/** The JDK's own client and servers that others wrote. */
class JdkInteropTck extends InteropTck {
  JdkInteropTck() {
    super("jdk");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return JdkTransport.create(config);
  }
}
