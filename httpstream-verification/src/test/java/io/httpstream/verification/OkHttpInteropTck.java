package io.httpstream.verification;

import io.httpstream.tck.interop.InteropTck;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.okhttp.OkHttpTransport;

/** OkHttp and servers that others wrote. */
class OkHttpInteropTck extends InteropTck {
  OkHttpInteropTck() {
    super("okhttp");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return OkHttpTransport.create(config);
  }
}
