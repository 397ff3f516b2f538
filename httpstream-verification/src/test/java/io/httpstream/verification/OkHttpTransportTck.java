package io.httpstream.verification;

import io.httpstream.tck.TransportTck;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.okhttp.OkHttpTransport;
import java.util.Set;

/** The rules of SPEC.md over OkHttp. */
class OkHttpTransportTck extends TransportTck {
  OkHttpTransportTck() {
    super("okhttp");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return OkHttpTransport.create(config);
  }

  /** Their threads are daemons, and end when they have been idle for a minute. */
  @Override
  protected Set<String> processWideThreads() {
    return Set.of("OkHttp TaskRunner", "Okio Watchdog");
  }
}
