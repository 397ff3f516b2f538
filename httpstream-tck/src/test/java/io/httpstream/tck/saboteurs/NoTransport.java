package io.httpstream.tck.saboteurs;

import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import org.jspecify.annotations.NullUnmarked;

/** Has left the method as the development environment has made it. */
@NullUnmarked
@Breaks(ids = "CFG-002", message = "must make a transport, but returned null")
final class NoTransport extends FixtureSaboteur {
  @Override
  protected Transport transport(TransportConfig config) {
    return null;
  }
}
